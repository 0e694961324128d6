<?php

namespace Illuminate\Support;

/** Reads .env as strictly as the real one: a broken line stops everything. The process's own environment wins. */
class Env
{
    private static $values = [];

    public static function load($file)
    {
        self::$values = [];
        if (!is_file($file)) {
            return;
        }
        if (!is_readable($file)) {
            return; // as the real one: an .env that may not be read counts as missing
        }
        $text = file_get_contents($file);
        foreach (self::logicalLines($text) as $line) {
            self::parseLine($line);
        }
    }

    public static function get($key, $default = null)
    {
        $value = getenv($key);
        if ($value === false) {
            $value = isset($_ENV[$key]) && is_string($_ENV[$key]) ? $_ENV[$key] : null;
        }
        if ($value === null) {
            $value = array_key_exists($key, self::$values) ? self::$values[$key] : null;
        }
        if ($value === null) {
            return $default;
        }
        switch (strtolower($value)) {
            case 'true': case '(true)': return true;
            case 'false': case '(false)': return false;
            case 'empty': case '(empty)': return '';
            case 'null': case '(null)': return null;
        }
        return $value;
    }

    /** A value in double quotes may span lines. */
    private static function logicalLines($text)
    {
        $lines = [];
        $open = '';
        foreach (preg_split('/\r\n|\n|\r/', $text) as $line) {
            $open = $open === '' ? $line : $open . "\n" . $line;
            if (preg_match('/^\s*(export\s+)?[\w.]+\s*=\s*"([^"\\\\]|\\\\.)*$/s', $open)) {
                continue;
            }
            $lines[] = $open;
            $open = '';
        }
        if ($open !== '') {
            throw new InvalidFileException('Encountered a missing closing quote at [' . $open . '].');
        }
        return $lines;
    }

    private static function parseLine($line)
    {
        $line = trim($line);
        if ($line === '' || $line[0] === '#') {
            return;
        }
        $parts = explode('=', $line, 2);
        $name = trim(preg_replace('/^export\s+/', '', $parts[0]));
        if (!preg_match('/^[A-Za-z0-9_.]+$/', $name)) {
            throw new InvalidFileException('Encountered an invalid name at [' . $name . '].');
        }
        self::$values[$name] = count($parts) < 2 ? null : self::parseValue(trim($parts[1]));
    }

    private static function parseValue($raw)
    {
        if ($raw === '' || $raw[0] === '#') {
            return '';
        }
        if ($raw[0] === "'") {
            if (!preg_match("/^'((?:[^'\\\\]|\\\\.)*)'\\s*(#.*)?$/s", $raw, $m)) {
                throw new InvalidFileException('Encountered a missing closing quote at [' . $raw . '].');
            }
            return strtr($m[1], ["\\'" => "'", '\\\\' => '\\']);
        }
        if ($raw[0] === '"') {
            if (!preg_match('/^"((?:[^"\\\\]|\\\\.)*)"\s*(#.*)?$/s', $raw, $m)) {
                throw new InvalidFileException('Encountered a missing closing quote at [' . $raw . '].');
            }
            return self::interpolate(strtr($m[1], ['\\"' => '"', '\\n' => "\n", '\\\\' => '\\', '\\$' => '$']));
        }
        // "#" begins a comment even inside an unquoted word
        $plain = rtrim(preg_replace('/#.*$/s', '', $raw));
        if (preg_match('/\s/', $plain)) {
            throw new InvalidFileException('Encountered unexpected whitespace at [' . $plain . '].');
        }
        return self::interpolate($plain);
    }

    private static function interpolate($value)
    {
        return preg_replace_callback('/\$\{([A-Za-z0-9_.]+)\}/', function ($m) {
            $other = self::get($m[1]);
            return $other === null ? $m[0] : (string)$other;
        }, $value);
    }
}
