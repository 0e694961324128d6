<?php
/**
 * The .env as vlucas/phpdotenv reads it. Its rules changed: major 2 (DreamFactory before 3.1), 3 (until 4.14), 5 (from 5.0);
 * held against the library itself by a test with thousands of odd files (facts §4).
 */
final class DotEnv
{
    public $entries = [];   // key, value, line and end (the first and last of its lines, from 1), active
    public $problems = [];
    private $major, $why = '', $cut = false;

    public function __construct($text, $libraryMajor)
    {
        $this->major = $libraryMajor < 3 ? 2 : ($libraryMajor === 3 ? 3 : 5);
        if ($this->major === 5 && strncmp($text, "\xEF\xBB\xBF", 3) === 0) {
            $text = substr($text, 3); // as the library does
        }
        $this->parse(preg_split('/\r\n|\n|\r/', $text));
        $seen = [];
        foreach ($this->entries as $e) {
            if ($e['active'] && isset($seen[$e['key']])) {
                $this->problems[] = 'line ' . $e['line'] . ': ' . $e['key'] . ' is also set in line ' . $seen[$e['key']];
            }
            if ($e['active']) {
                $seen[$e['key']] = $e['line'];
            }
        }
    }

    /** Which major version of the library the installation at $root has. */
    public static function majorOf($root)
    {
        $lock = is_file("$root/composer.lock") ? json_decode((string)@file_get_contents("$root/composer.lock"), true) : null;
        foreach (isset($lock['packages']) ? (array)$lock['packages'] : [] as $package) {
            if (isset($package['name'], $package['version']) && $package['name'] === 'vlucas/phpdotenv') {
                return max(1, (int)ltrim((string)$package['version'], 'v'));
            }
        }
        return 5;
    }

    /** @return string[] what the application sees, by key */
    public function values()
    {
        $values = [];
        foreach ($this->entries as $e) {
            if ($e['active']) {
                $values[$e['key']] = $this->get($e['key']);
            }
        }
        return $values;
    }

    /** The value that the application sees, or null. In version 2 the first of several wins, later the last. */
    public function get($key)
    {
        $found = null;
        foreach ($this->entries as $e) {
            if ($e['active'] && $e['key'] === $key && !($this->major === 2 && $found !== null)) {
                $found = $e['value'];
            }
        }
        return $found;
    }

    /** As Laravel's env(): words in brackets or not, for true, false, null and empty. */
    public function env($key, $default = null)
    {
        $value = $this->get($key);
        if ($value === null) {
            return $default;
        }
        switch (strtolower($value)) {
            case 'true': case '(true)': return true;
            case 'false': case '(false)': return false;
            case 'empty': case '(empty)': return '';
            case 'null': case '(null)': return null;
        }
        return preg_match('/\A([\'"])(.*)\1\z/s', $value, $m) ? $m[2] : $value;
    }

    private function parse(array $lines)
    {
        for ($i = 0; $i < count($lines) && count($this->entries) < 5000; $i++) {
            $number = $i + 1;
            $line = $lines[$i];
            // from version 3 on a value that begins with =" may go on over several lines
            if ($this->major > 2 && strpos($line, '="') !== false && !self::closes($line, true)) {
                do {
                    if (!isset($lines[++$i]) || strlen($line) > 262144) {
                        $this->problems[] = "line $number: a quote is never closed, what follows is ignored";
                        return;
                    }
                    $line .= "\n" . $lines[$i];
                } while (!self::closes($lines[$i], false));
            }
            if (trim($line) === '') {
                continue;
            }
            if (ltrim($line)[0] === '#') {
                $this->commented($line, $number);
            } else {
                $this->active($line, $number, $i + 1);
            }
        }
    }

    /** Does this line end a value in double quotes? The one that it began in counts its own first quote, too. */
    private static function closes($line, $first)
    {
        if ($line === '"') {
            return true;
        }
        $n = preg_match_all('/(?=([^\\\\]"))/', str_replace('\\\\', '', $line));
        return $first ? $n > 1 : $n >= 1;
    }

    /** "#KEY=value" is a setting put aside; other comments are prose. */
    private function commented($line, $number)
    {
        if (preg_match('/^\s*#+\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=(.*)$/s', $line, $m)) {
            $value = $this->value(trim($m[2]));
            $this->entries[] = ['key' => $m[1], 'value' => $value === null ? trim($m[2]) : $value, 'line' => $number,
                'end' => $number, 'active' => false];
        }
    }

    private function active($line, $number, $end)
    {
        $isSetting = strpos($line, '=') !== false;
        if (!$isSetting && $this->major === 2) {
            return;
        }
        list($raw, $text) = $isSetting ? array_map('trim', explode('=', $line, 2)) : [trim($line), null];
        $name = $this->name($raw);
        if ($raw === '' || $name === null) {
            $this->problems[] = "line $number: not a usable name";
            return;
        }
        if ($text === null) {
            return; // a name alone sets nothing
        }
        $this->cut = false;
        $value = $this->value($text);
        if ($this->cut) {
            $this->problems[] = "line $number: an unquoted # cuts the value of $name";
        }
        if ($value === null) {
            $this->problems[] = "line $number: " . $this->why;
            $value = $text;
        }
        $this->entries[] = ['key' => $name, 'value' => $value, 'line' => $number, 'end' => $end, 'active' => true];
    }

    private function name($raw)
    {
        if ($this->major < 5) {
            $name = trim(str_replace(['export ', '\'', '"'], '', $raw));
            return $this->major === 2 || preg_match('/\A[a-zA-Z0-9_.]+\z/', $name) ? $name : null;
        }
        if (strlen($raw) > 8 && strncmp($raw, 'export', 6) === 0 && ctype_space($raw[6])) {
            $raw = ltrim(substr($raw, 6));
        }
        if (preg_match('/\A(["\'])(.+)\1\z/s', $raw, $m)) {
            $raw = $m[2];
        }
        return preg_match('/\A[\p{Ll}\p{Lu}\p{M}\p{N}_.]+\z/u', $raw) ? $raw : null;
    }

    /** The value without quotes and comment and with its variables; null (and $why) where the library refuses. */
    private function value($raw)
    {
        if ($raw === '' || ($this->major === 2 && $raw === '0')) {
            return $raw;
        }
        if ($raw[0] === '"' || $raw[0] === "'") {
            return $this->quoted($raw);
        }
        if ($this->major === 2) {
            $value = trim(explode(' #', $raw, 2)[0]);
            if (preg_match('/\s/', $value) && $value[0] !== '#') {
                $this->why = 'an unquoted space';
                return null;
            }
            return $this->resolve(preg_match('/\s/', $value) ? '' : $value);
        }
        preg_match('/^([^#\s]*)(\s*)(.*)$/s', $raw, $m);
        if ($m[3] !== '' && $m[3][0] !== '#') {
            $this->why = 'an unquoted space';
            return null;
        }
        $this->cut = $m[1] !== '' && $m[2] === '' && $m[3] !== '';
        return $this->resolve($m[1]);
    }

    private function quoted($raw)
    {
        $quote = $raw[0];
        $escapes = $quote === '"' || $this->major < 5;
        $out = '';
        for ($i = 1; $i < strlen($raw); $i++) {
            $c = $raw[$i];
            if ($c === $quote) {
                $rest = ltrim(substr($raw, $i + 1));
                if ($rest !== '' && $rest[0] !== '#') {
                    $this->why = 'text after the closing quote';
                    return null;
                }
                $out = $this->major === 2 ? trim($out) : $out;
                return $escapes ? $this->resolve($out) : $out;
            }
            if ($c === '\\' && $escapes && $i + 1 < strlen($raw)) {
                $c = $this->escaped($raw[++$i], $quote);
                if ($c === null) {
                    $this->why = 'an unknown escape sequence';
                    return null;
                }
            }
            $out .= $c;
        }
        $this->why = 'the closing quote is missing';
        return null;
    }

    private function escaped($c, $quote)
    {
        if ($c === '\\' || $c === $quote) {
            return $c;
        }
        if ($this->major === 2) {
            return '\\' . $c;
        }
        if ($c === '$' && $this->major === 5) {
            return "\0"; // begins no variable
        }
        return strpos('fnrtv', $c) !== false ? stripcslashes('\\' . $c) : null;
    }

    private function resolve($value)
    {
        $value = preg_replace_callback('/\$\{([a-zA-Z0-9_.]+)\}/', function ($m) {
            $known = $this->get($m[1]);
            return $known === null ? $m[0] : $known;
        }, $value);
        return str_replace("\0", '$', $value);
    }
}
