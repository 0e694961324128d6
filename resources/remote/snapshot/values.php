<?php
// The value that snapshot.php prints, and how secrets become comparable without being seen.

class DfSnapshot
{
    public $settings;
    public $areas = array();
    public $times = array();
    public $release = '';
    private $maskKey;
    private $secrets = array();
    private $kept = array();
    private $deadline;

    public function __construct($settings)
    {
        $this->settings = $settings;
        $this->deadline = microtime(true) + $settings['seconds'];
        $this->maskKey = random_bytes(32);
    }

    // Equal secrets look equal in two snapshots of one installation, and nobody without its APP_KEY can guess them.
    public function maskWith($appKey)
    {
        $this->maskKey = hash_hmac('sha256', 'df-upgrade-wizard snapshot', $appKey, true);
    }

    public function maskId()
    {
        return substr(hash_hmac('sha256', 'id', $this->maskKey), 0, 16);
    }

    public function mask($value)
    {
        $text = is_string($value) ? $value : json_encode($value);
        return $text === '' || $value === null ? '' : 'hidden:' . substr(hash_hmac('sha256', $text, $this->maskKey), 0, 16);
    }

    // A value that must not be in any text: replaced wherever one is kept. What is too short or too plain could be any word.
    public function secret($value)
    {
        if (is_string($value) && strlen($value) >= 6 && strlen($value) <= 8192 && !preg_match('/^([a-z]{1,12}|\d{1,7})$/', $value)) {
            $this->secrets[$value] = $this->mask($value);
            $this->secrets[(string) substr((string) json_encode($value), 1, -1)] = $this->secrets[$value];
        }
    }

    public function withoutSecrets($text)
    {
        return count($this->secrets) === 0 ? $text : strtr($text, $this->secrets);
    }

    // Rows that later parts need and that are never printed as they are.
    public function keep($what, $rows)
    {
        $this->kept[$what] = is_array($rows) ? $rows : array();
    }

    public function kept($what)
    {
        return isset($this->kept[$what]) ? $this->kept[$what] : array();
    }

    public function timesOf($call)
    {
        return isset($this->times[$call]) ? $this->times[$call]['ms'] : array();
    }

    public function secondsLeft()
    {
        return $this->deadline - microtime(true);
    }

    // Attributes that hold a whole text.
    private static $long = array('body', 'shape', 'text', 'html', 'paths', 'sample');

    // $items: id => array('label:' => …, 'varies:' => …, attribute => value …)
    public function area($id, $source, $why, $items)
    {
        $list = array();
        foreach ($items as $name => $attributes) {
            $label = isset($attributes['label:']) ? $attributes['label:'] : (string) $name;
            $varies = isset($attributes['varies:']) ? array_slice($attributes['varies:'], 0, 200) : array();
            unset($attributes['label:'], $attributes['varies:']);
            foreach ($attributes as $key => $value) {
                $attributes[$key] = self::text($value, in_array($key, self::$long, true) ? 65536 : 400);
            }
            $list[] = array('id' => self::text((string) $name), 'label' => self::text($label),
                'attributes' => (object) $attributes) + (count($varies) > 0 ? array('varies' => $varies) : array());
            if (count($list) >= 5000) {
                $why .= ' Only the first 5000 are listed.';
                break;
            }
        }
        $this->areas[$id] = array('id' => $id, 'collected' => true, 'source' => $source, 'why' => $why,
            'items' => $list);
    }

    public function missing($id, $why)
    {
        $this->areas[$id] = array('id' => $id, 'collected' => false, 'source' => '', 'why' => self::text($why),
            'items' => array());
    }

    public function has($id)
    {
        return isset($this->areas[$id]) && $this->areas[$id]['collected'];
    }

    public function time($call, $status, $milliseconds)
    {
        if (!isset($this->times[$call])) {
            $this->times[$call] = array('call' => $call, 'status' => $status, 'ms' => array());
        }
        // The worst answer counts: a second call that fails where the first went well is a finding.
        if ($status === 0 || $this->times[$call]['status'] !== 0 && $status > $this->times[$call]['status']) {
            $this->times[$call]['status'] = $status;
        }
        $this->times[$call]['ms'][] = round($milliseconds, 1);
    }

    public static function text($value, $limit = 400)
    {
        if (is_bool($value)) {
            return $value ? 'yes' : 'no';
        }
        $text = is_scalar($value) ? (string) $value : ($value === null ? '' : json_encode($value));
        if (strlen($text) > $limit) {
            $text = preg_replace('/[\xC0-\xFF][\x80-\xBF]{0,3}$/', '', substr($text, 0, $limit)) . '…';
        }
        return preg_match('//u', $text) ? $text : preg_replace('/[\x80-\xFF]+/', '?', $text);
    }

    public function print_()
    {
        $body = json_encode(array(
            'version' => 1,
            'takenAt' => gmdate('Y-m-d\TH:i:s\Z'),
            'release' => self::text($this->release),
            'areas' => array_values($this->areas),
            'times' => array_values($this->times),
        ), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR);
        echo "\n<<<df-snapshot ", $this->settings['nonce'], "\n", $body, "\ndf-snapshot>>> ", $this->settings['nonce'], "\n";
    }
}

// The verbs of a DreamFactory mask, as words.
function df_verbs($mask)
{
    if (is_array($mask)) {
        return implode(', ', $mask);
    }
    $words = array();
    foreach (array(1 => 'GET', 2 => 'POST', 4 => 'PUT', 8 => 'PATCH', 16 => 'DELETE') as $bit => $verb) {
        if ((int) $mask & $bit) {
            $words[] = $verb;
        }
    }
    return implode(', ', $words);
}

// A URL without what may be secret in it: user, password, query.
function df_url_shown($url)
{
    return preg_replace(array('~//[^/@\s]*@~', '~[?#].*$~s'), array('//', ''), (string) $url);
}

// A service's configuration as flat attributes. What is known to be harmless is shown, everything else is masked:
// secrets hide in headers, parameters and connection strings, not only in fields called "password".
function df_config_attributes($snapshot, $config, $prefix, $depth = 0)
{
    $out = array();
    foreach (is_array($config) ? $config : array() as $key => $value) {
        if ($value === null || $value === '' || $value === array() || count($out) >= 60
            || preg_match('/^(id|service_id|created_date|last_modified_date|(created|last_modified)_by_id)$/', (string) $key)) {
            continue;
        }
        $name = $prefix . '.' . $key;
        if (is_array($value)) {
            $out += $depth < 4 ? df_config_attributes($snapshot, $value, $name, $depth + 1)
                               : array($name => $snapshot->mask($value));
        } else {
            $out[$name] = df_config_shown($snapshot, (string) $key, $value);
        }
    }
    return $out;
}

function df_config_shown($snapshot, $key, $value)
{
    $harmless = '/^(host|port|database|container|public_path|driver|region|charset|collation|schema|cache_enabled|cache_ttl'
        . '|allow_upsert|max_records|default_[a-z_]*|[a-z]+_email_(service|template)_id|bucket|protocol|server|file_path'
        . '|allow_open_registration|open_reg_[a-z_]*|encryption|content_type)$/';
    if (is_bool($value) || preg_match($harmless, $key)) {
        return is_string($value) ? df_url_shown($value) : $value;
    }
    if (preg_match('/^(base_)?url$/', $key)) {
        return df_url_shown($value) === $value ? $value : df_url_shown($value) . ' ' . $snapshot->mask($value);
    }
    if (preg_match('/pass|secret|key|token|value|private|credential|connection/', $key)) {
        $snapshot->secret($value);
    }
    return $snapshot->mask($value);
}

// How DreamFactory's REST and its tables each write yes and no.
function df_yes($row, $key)
{
    return isset($row[$key]) && ($row[$key] === true || $row[$key] === 't' || (string) $row[$key] === '1');
}

function df_get($row, $key)
{
    return isset($row[$key]) ? $row[$key] : '';
}
