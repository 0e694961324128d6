<?php
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
        $this->major = $libraryMajor;
        $this->dotenv = new DotEnv($this->text, $libraryMajor);
        foreach ($this->dotenv->entries as $e) {
            if (Secrecy::isSecret($e['key'], $e['value'])) {
                array_map('Text::hide', array_merge([$e['value']], explode(',', $e['value'])));
            }
        }
    }

    private $root, $text, $major;

    /** The keys that open stored secrets; they go to the look into the database, which proves them, and nowhere else. */
    public function keys()
    {
        $keys = [];
        $texts = array_merge([$this->dotenv->get('APP_KEY')], explode(',', (string)$this->dotenv->get('APP_PREVIOUS_KEYS')));
        foreach (array_map('trim', array_map('strval', $texts)) as $text) {
            $key = strncmp($text, 'base64:', 7) === 0 ? base64_decode(substr($text, 7), true) : $text;
            if (is_string($key) && in_array(strlen($key), [16, 32], true)) {
                $keys[] = base64_encode($key);
            }
        }
        return $keys;
    }

    /** Lines that the library of releases from 5.0 on refuses or reads otherwise, where the installed release has an older one. */
    private function laterProblems()
    {
        if ($this->major >= 5) {
            return [];
        }
        $later = new DotEnv($this->text, 5);
        $problems = [];
        foreach ($later->problems as $problem) {
            if (!preg_match('/is also set in|cuts the value|is never closed/', $problem)) {
                $problems[] = "phpdotenv 5 refuses $problem";
            }
        }
        $now = $this->dotenv->values();
        $then = $later->values();
        foreach (array_keys($now + $then) as $key) {
            if (!$problems && (!isset($now[$key], $then[$key]) || $now[$key] !== $then[$key])) {
                $other[] = "phpdotenv 5 reads another value for $key";
            }
        }
        return array_slice($problems ?: (isset($other) ? $other : []), 0, 50);
    }

    /** Redis or Memcached, where the application keeps its cache in one: nothing works without it. */
    private function silentCache()
    {
        $e = $this->dotenv;
        $config = (string)Files::read("$this->root/config/cache.php", 262144);
        $kind = preg_match('/[\'"]default[\'"]\s*=>\s*env\(\s*[\'"](CACHE_DRIVER|CACHE_STORE)[\'"]/', $config, $m) ? strtolower((string)$e->get($m[1])) : '';
        $ports = ['redis' => 6379, 'memcached' => 11211];
        if (!isset($ports[$kind]) || $e->get('REDIS_URL') || $e->get('REDIS_SCHEME')) {
            return '';
        }
        $server = strtoupper($kind);
        $own = $kind === 'redis' || strpos($config, 'CACHE_HOST') !== false; // from 7.7.0 on Memcached has names of its own alone
        $host = (string)(($own ? $e->get('CACHE_HOST') : '') ?: $e->get("{$server}_HOST") ?: '127.0.0.1');
        $port = (string)(($own ? $e->get('CACHE_PORT') : '') ?: $e->get("{$server}_PORT") ?: $ports[$kind]);
        if (!preg_match('/^[A-Za-z0-9][A-Za-z0-9.-]*$/', $host) || !preg_match('/^\d{1,5}$/', $port)) {
            return ''; // a socket, a list, another protocol
        }
        // A name that nobody resolves would hold PHP up for long.
        if (!filter_var($host, FILTER_VALIDATE_IP) && (!Shell::has('getent') || !Shell::run([Shell::which('getent'), 'ahosts', $host], ['timeout' => 3])['ok'])) {
            return '';
        }
        $connection = @stream_socket_client("tcp://$host:$port", $code, $text, 1);
        return $connection ? '' : "$kind at $host:$port";
    }

    /** @param array $sets what beats the file on the web site (Overrides) */
    public function facts(array $sets)
    {
        $root = $this->root;
        $entries = [];
        $word = (string)$this->dotenv->get('JWT_SECRET');
        $short = $word !== '' && strlen($word) < 32 ? ['JWT_SECRET is shorter than 32 bytes'] : [];
        foreach ($this->dotenv->entries as $e) {
            $secret = Secrecy::isSecret($e['key'], $e['value']);
            $entries[] = ['key' => $e['key'], 'value' => $secret ? '' : Text::clip($e['value'], 4096), 'secret' => $secret,
                'empty' => $e['value'] === '', 'line' => $e['line'], 'active' => $e['active']];
        }
        $cipher = (string)($this->dotenv->get('APP_CIPHER') ?: $this->dotenv->get('DF_CIPHER') ?: 'AES-256-CBC');
        return Files::ownerAndMode("$root/.env") + [
            'exists' => is_file("$root/.env"), 'readable' => $this->readable,
            'sha256' => $this->readable ? hash('sha256', $this->text) : '', 'entries' => $entries,
            'problems' => array_slice(array_merge($short, $this->laterProblems(), $this->dotenv->problems), 0, 100),
            'appKeyForm' => $this->readable ? Secrecy::keyForm($this->dotenv->get('APP_KEY'), $cipher) : '',
            'appCipher' => $cipher, 'configCached' => is_file("$root/bootstrap/cache/config.php"),
            'routesCached' => (bool)glob("$root/bootstrap/cache/routes*.php"), 'silentCache' => $this->silentCache(),
            'overridden' => (object)Overrides::differing($sets, $this->dotenv), 'setElsewhere' => (object)Overrides::places($sets),
        ];
    }
}
