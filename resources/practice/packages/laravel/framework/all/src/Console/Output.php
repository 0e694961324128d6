<?php

namespace Illuminate\Console;

/** Writes what the real artisan writes: padded lines of 80 columns, colours only for a terminal or when asked. */
class Output
{
    const WIDTH = 80;

    public $decorated;
    private $precise;

    public function __construct($decorated, $precise)
    {
        $this->decorated = $decorated;
        $this->precise = $precise; ///< framework 11 counts hundredths of a millisecond, 9 whole ones
    }

    public function line($text = '')
    {
        echo $text, "\n";
    }

    public function info($text)
    {
        $this->label('INFO', '37;44', $text);
    }

    public function warn($text)
    {
        $this->label('WARN', '30;43', $text);
    }

    public function error($text)
    {
        $this->label('ERROR', '37;41', $text);
    }

    /** "  what ........ 12ms DONE". If it throws, FAIL, and the exception goes on. */
    public function task($what, callable $do)
    {
        echo '  ', $what, ' ';
        $start = microtime(true);
        try {
            $do();
        } catch (\Exception $e) {
            $this->taskEnd($what, $start, 'FAIL', '31;1');
            throw $e;
        }
        $this->taskEnd($what, $start, 'DONE', '32;1');
    }

    public function done($what)
    {
        $this->line('  ' . $what . ' ' . $this->dots(max(self::WIDTH - strlen($what) - 10, 0)) . ' '
            . $this->colour('32;1', 'DONE'));
    }

    public function running($what, callable $do)
    {
        $this->twoColumns($what, $this->colour('33;1', 'RUNNING'), 7);
        $start = microtime(true);
        $do();
        $time = number_format((microtime(true) - $start) * 1000, $this->precise ? 0 : 2) . ' ms';
        $this->twoColumns($what, $time . ' ' . $this->colour('32;1', 'DONE'), strlen($time) + 5);
        $this->line();
    }

    public function twoColumns($first, $second, $secondWidth = null)
    {
        $secondWidth = $secondWidth === null ? strlen($second) : $secondWidth;
        $dots = max(self::WIDTH - strlen($first) - $secondWidth - 6, 0);
        $this->line('  ' . $first . ' ' . $this->dots($dots) . ' ' . $second . '  ');
    }

    /** The block in front of a question that a production server asks. */
    public function alert($text)
    {
        $blank = str_repeat(' ', self::WIDTH);
        $this->line();
        $this->line($this->colour('30;43', $blank));
        $this->line($this->colour('30;43', str_pad($text, self::WIDTH, ' ', STR_PAD_BOTH)));
        $this->line($this->colour('30;43', $blank));
        $this->line();
    }

    public function colour($code, $text)
    {
        return $this->decorated ? "\e[{$code}m$text\e[39;49;22m" : $text;
    }

    private function label($word, $code, $text)
    {
        $this->line();
        $this->line('  ' . $this->colour($code, " $word ") . ' ' . $text . '  ');
        $this->line();
    }

    private function taskEnd($what, $start, $word, $code)
    {
        $ms = (microtime(true) - $start) * 1000;
        if ($this->precise && $ms >= 1000) {
            $time = ' ' . round($ms / 1000) . 's';
        } else {
            $time = ' ' . number_format($ms, $this->precise ? 2 : 0, '.', '') . 'ms';
        }
        $this->line($this->dots(max(self::WIDTH - strlen($what) - strlen($time) - 10, 0)) . $time . ' '
            . $this->colour($code, $word));
    }

    private function dots($count)
    {
        return $this->decorated ? str_repeat("\e[90m.\e[39m", $count) : str_repeat('.', $count);
    }
}
