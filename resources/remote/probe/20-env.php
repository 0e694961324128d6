<?php
/** The .env as vlucas/phpdotenv reads it: version 5's rules, or version 2's for DreamFactory before 3.1 (facts §4). */
final class DotEnv
{
    public $entries = [];   // key, value, line, active
    public $problems = [];
    private $old;

    public function __construct($text, $libraryMajor)
    {
        $this->old = $libraryMajor < 3;
        if (strncmp($text, "\xEF\xBB\xBF", 3) === 0) {
            $this->problems[] = 'line 1: begins with a byte order mark';
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

    /** The value that the application sees, or null. */
    public function get($key)
    {
        $found = null;
        foreach ($this->entries as $e) {
            if ($e['active'] && $e['key'] === $key && !($this->old && $found !== null)) {
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
            if (trim($line) === '') {
                continue;
            }
            if (ltrim($line)[0] === '#') {
                $this->commented($line, $number);
                continue;
            }
            // a value in double quotes may go on over several lines
            while (!$this->old && strpos($line, '="') !== false && !self::closed($line) && $i + 1 < count($lines)) {
                $line .= "\n" . $lines[++$i];
                if (strlen($line) > 262144) {
                    break;
                }
            }
            $this->active($line, $number);
        }
    }

    private static function closed($line)
    {
        $value = substr($line, strpos($line, '="') + 2);
        return preg_match('/(?<!\\\\)"/', str_replace('\\\\', '', $value)) === 1;
    }

    /** "#KEY=value" is a setting put aside; other comments are prose. */
    private function commented($line, $number)
    {
        if (preg_match('/^\s*#+\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=(.*)$/', $line, $m)) {
            $value = $this->value(trim($m[2]));
            $this->entries[] = ['key' => $m[1], 'value' => $value === null ? trim($m[2]) : $value, 'line' => $number,
                'active' => false];
        }
    }

    private function active($line, $number)
    {
        if (strpos($line, '=') === false) {
            if (!$this->old && !preg_match('/^[A-Za-z0-9_.]+$/', trim($line))) {
                $this->problems[] = "line $number: not a setting";
            }
            return;
        }
        list($name, $raw) = array_map('trim', explode('=', $line, 2));
        $name = trim(preg_replace('/^export\s+/', '', $name), " \t\"'");
        if (!preg_match('/^[\p{L}\p{M}\p{N}_.]+$/u', $name)) {
            $this->problems[] = "line $number: not a usable name";
            return;
        }
        $this->cut = false;
        $value = $this->value($raw);
        if ($this->cut) {
            $this->problems[] = "line $number: an unquoted # cuts the value of $name";
        }
        if ($value === null) {
            $this->problems[] = "line $number: " . $this->why;
            $value = $raw;
        }
        $this->entries[] = ['key' => $name, 'value' => $value, 'line' => $number, 'active' => true];
    }

    private $why = '';
    private $cut = false;

    /** The value without quotes and comment and with its variables; null (and $why) where the library refuses. */
    private function value($raw)
    {
        if ($raw === '') {
            return '';
        }
        if ($raw[0] === '"' || $raw[0] === "'") {
            return $this->quoted($raw);
        }
        if ($this->old) {
            $parts = explode(' #', $raw, 2);
            $value = trim($parts[0]);
            if (preg_match('/\s/', $value)) {
                $this->why = 'an unquoted space';
                return null;
            }
            return $this->resolve($value);
        }
        if (!preg_match('/^([^#\s]*)(\s*)(.*)$/s', $raw, $m) || ($m[3] !== '' && $m[3][0] !== '#')) {
            $this->why = 'an unquoted space';
            return null;
        }
        $this->cut = $m[2] === '' && $m[3] !== '';
        return $this->resolve($m[1]);
    }

    private function quoted($raw)
    {
        $quote = $raw[0];
        $out = '';
        for ($i = 1; $i < strlen($raw); $i++) {
            $c = $raw[$i];
            if ($c === $quote) {
                $rest = ltrim(substr($raw, $i + 1));
                if ($rest !== '' && $rest[0] !== '#') {
                    $this->why = 'text after the closing quote';
                    return null;
                }
                return $quote === '"' || $this->old ? $this->resolve($out) : $out;
            }
            if ($c === '\\' && ($quote === '"' || $this->old) && $i + 1 < strlen($raw)) {
                $n = $raw[++$i];
                if ($n === '\\' || $n === $quote || $n === '$') {
                    $out .= $n === '$' ? "\0" : $n; // an escaped $ begins no variable
                } elseif ($this->old) {
                    $out .= '\\' . $n;
                } elseif (strpos('fnrtv', $n) !== false) {
                    $out .= stripcslashes('\\' . $n);
                } else {
                    $this->why = 'an unknown escape sequence';
                    return null;
                }
                continue;
            }
            $out .= $c;
        }
        $this->why = 'the closing quote is missing';
        return null;
    }

    private function resolve($value)
    {
        $self = $this;
        $value = preg_replace_callback('/\$\{([a-zA-Z0-9_.]+)\}/', function ($m) use ($self) {
            $known = $self->get($m[1]);
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

    public function facts()
    {
        $root = $this->root;
        $entries = [];
        foreach ($this->dotenv->entries as $e) {
            $secret = Secrecy::isSecret($e['key'], $e['value']);
            $entries[] = ['key' => $e['key'], 'value' => $secret ? '' : Text::clip($e['value'], 4096), 'secret' => $secret,
                'empty' => $e['value'] === '', 'line' => $e['line'], 'active' => $e['active']];
        }
        $cipher = (string)($this->dotenv->get('APP_CIPHER') ?: $this->dotenv->get('DF_CIPHER') ?: 'AES-256-CBC');
        return Files::ownerAndMode("$root/.env") + [
            'exists' => is_file("$root/.env"), 'readable' => $this->readable,
            'sha256' => $this->readable ? hash('sha256', $this->text) : '', 'entries' => $entries,
            'problems' => array_slice($this->dotenv->problems, 0, 100),
            'appKeyForm' => $this->readable ? Secrecy::keyForm($this->dotenv->get('APP_KEY'), $cipher) : '',
            'appCipher' => $cipher, 'configCached' => is_file("$root/bootstrap/cache/config.php"),
            'routesCached' => (bool)glob("$root/bootstrap/cache/routes*.php"),
        ];
    }
}
