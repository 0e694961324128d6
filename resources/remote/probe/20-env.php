<?php
/**
 * The .env as vlucas/phpdotenv reads it. Its rules changed: major 2 (DreamFactory before 3.1), 3 (until 4.14), 5 (from 5.0);
 * held against the library itself by a test with thousands of odd files (facts §4).
 */
final class DotEnv
{
    public $entries = [];   // key, value, line, active
    public $problems = [];
    private $major, $why = '', $cut = false;

    public function __construct($text, $libraryMajor)
    {
        $this->major = $libraryMajor < 3 ? 2 : ($libraryMajor === 3 ? 3 : 5);
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
                $this->active($line, $number);
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
                'active' => false];
        }
    }

    private function active($line, $number)
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
        $this->entries[] = ['key' => $name, 'value' => $value, 'line' => $number, 'active' => true];
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

/** Which settings stay on the server. */
final class Secrecy
{
    public static function isSecret($key, $value)
    {
        if ($value === '' || preg_match('/^(true|false|null|\d{1,6})$/i', $value)) {
            return preg_match('/(PASS|PWD|SECRET|(^|_)TOKEN$|APP_KEY|PREVIOUS_KEYS|LICEN[SC]E_KEY)/i', $key) === 1;
        }
        if (preg_match('/(KEY|SECRET|PASS|PWD|TOKEN|CREDENTIAL|LICEN[SC]E|PRIVATE|SALT|DSN|_AUTH|PASSPHRASE|SIGNATURE|CERT$|COOKIE)/i',
            $key) && !preg_match('/(_PATH|_FILE|_TTL)$/i', $key)) {
            return true;
        }
        if (preg_match('~://[^/\s]*@~', $value) || preg_match('/(password|pwd|secret|token|key)=/i', $value)
            || strpos($value, 'PRIVATE KEY') !== false || strncmp($value, 'base64:', 7) === 0) {
            return true;
        }
        // long words of no language are keys of some kind
        return (bool)preg_match('~^[A-Za-z0-9+=_-]{32,}$~', $value)
            && preg_match('/\d/', $value) && preg_match('/[A-Za-z]/', $value);
    }

    public static function keyForm($key, $cipher)
    {
        if ($key === null || $key === '') {
            return 'missing';
        }
        if (stripos($key, 'SomeRandomString') !== false) {
            return 'placeholder';
        }
        $base64 = strncmp($key, 'base64:', 7) === 0;
        $bytes = $base64 ? base64_decode(substr($key, 7), true) : $key;
        $length = $bytes === false ? 0 : strlen($bytes);
        if (($length === 32 && stripos($cipher, '128') === false) || ($length === 16 && stripos($cipher, '128') !== false)) {
            return ($base64 ? 'base64-' : 'raw-') . $length;
        }
        return 'wrong-length';
    }
}

final class EnvFile
{
    public $dotenv;
    public $readable = false;

    public function __construct($root, $libraryMajor)
    {
        $text = Files::read("$root/.env", 1048576);
        $this->readable = $text !== null;
        $this->root = $root;
        $this->text = (string)$text;
        $this->dotenv = new DotEnv($this->text, $libraryMajor);
        foreach ($this->dotenv->entries as $e) {
            if (Secrecy::isSecret($e['key'], $e['value'])) {
                Text::hide($e['value']);
            }
        }
    }

    private $root, $text;

    /** @param string[] $beaten keys that FPM's pool sets for the web site: these beat the file there */
    public function facts(array $beaten)
    {
        $root = $this->root;
        $entries = [];
        $problems = [];
        foreach ($beaten as $key) {
            $problems[] = "The PHP-FPM pool sets $key, which beats this file on the web site but not on the command line.";
        }
        foreach ($this->dotenv->entries as $e) {
            $secret = Secrecy::isSecret($e['key'], $e['value']);
            $entries[] = ['key' => $e['key'], 'value' => $secret ? '' : Text::clip($e['value'], 4096), 'secret' => $secret,
                'empty' => $e['value'] === '', 'line' => $e['line'], 'active' => $e['active']];
        }
        $cipher = (string)($this->dotenv->get('APP_CIPHER') ?: $this->dotenv->get('DF_CIPHER') ?: 'AES-256-CBC');
        return Files::ownerAndMode("$root/.env") + [
            'exists' => is_file("$root/.env"), 'readable' => $this->readable,
            'sha256' => $this->readable ? hash('sha256', $this->text) : '', 'entries' => $entries,
            'problems' => array_slice(array_merge($this->dotenv->problems, $problems), 0, 100),
            'appKeyForm' => $this->readable ? Secrecy::keyForm($this->dotenv->get('APP_KEY'), $cipher) : '',
            'appCipher' => $cipher, 'configCached' => is_file("$root/bootstrap/cache/config.php"),
            'routesCached' => (bool)glob("$root/bootstrap/cache/routes*.php"),
        ];
    }
}
