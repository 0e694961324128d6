<?php
// What clients get: every active service asked as its group needs, and the user's own calls. Each is made twice, so that
// what differs by itself is known, and those whose time is measured again and again in turn, so that a slow second hits
// all alike. Nothing here changes anything but a call for which the user said so.

class DfCalls
{
    const BODY = 65536;
    private $http;
    private $snapshot;
    private $care;
    private $end;
    private $room = 8388608; // for all bodies together
    public $items = array();

    public function __construct($http, $snapshot, $care, $end)
    {
        $this->http = $http;
        $this->snapshot = $snapshot;
        $this->care = $care;
        $this->end = $end;
    }

    public function timeLeft()
    {
        return $this->end - microtime(true);
    }

    // One look. $call: id, method, path, headers, body, label, group; returns whether the next may be made.
    public function make($call)
    {
        if ($this->care->stopped !== '' || $this->timeLeft() < 1) {
            return false;
        }
        $answer = $this->http->call($call['method'], $call['path'], $call['headers'], $call['body'], min(20, $this->timeLeft()));
        $this->snapshot->time($call['id'], $answer['status'], $answer['ms']);
        $raw = sha1($answer['status'] . ' ' . $answer['body']);
        $same = isset($this->items[$call['id']]) && $this->items[$call['id']]['raw'] === $raw;
        $look = $same ? $this->items[$call['id']]['look'] : $this->look($answer);
        if (!isset($this->items[$call['id']])) {
            $this->items[$call['id']] = array('raw' => $raw, 'look' => $look, 'varies' => array(), 'call' => $call, 'looks' => 0);
        }
        $item = &$this->items[$call['id']];
        $item['looks']++;
        $item['ms'] = isset($item['ms']) ? max($item['ms'], $answer['ms']) : $answer['ms'];
        $item['varies'] = array_values(array_unique(array_merge($item['varies'], df_look_differs($item['look'], $look))));
        return $this->care->after($call, $answer);
    }

    // An answer as it is kept.
    private function look($answer)
    {
        if ($answer['status'] === 0) {
            return array('answer' => 'none', 'problem' => $answer['error']);
        }
        $type = isset($answer['headers']['content-type']) ? strtolower(trim(strtok($answer['headers']['content-type'], ';'))) : '';
        $look = array('answer' => 'HTTP ' . $answer['status'], 'type' => $type);
        if (strlen($answer['body']) > 1048576) { // its beginning is shown, the whole is compared
            return $look + array('shape' => 'more than 1 MiB', 'sha256' => hash('sha256', $answer['body']),
                'body' => DfSnapshot::text(df_redact($this->snapshot, (string) substr($answer['body'], 0, 131072)), self::BODY));
        }
        $json = json_decode($answer['body'], false, 200, JSON_BIGINT_AS_STRING);
        if (is_array($json) || is_object($json)) {
            $look['shape'] = df_shape($json);
            $text = json_encode(df_redact_json($this->snapshot, $json), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE
                | JSON_PARTIAL_OUTPUT_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION);
        } elseif (preg_match('//u', $answer['body']) !== 1 || strpos($answer['body'], "\0") !== false) {
            return $look + array('shape' => 'not text', 'body' => strlen($answer['body']) . ' bytes that are not text',
                'sha256' => hash('sha256', $answer['body']));
        } else {
            $look['shape'] = $answer['body'] === '' ? 'nothing' : (stripos(substr($answer['body'], 0, 1000), '<html') !== false
                ? 'HTML' : 'text');
            $text = df_redact($this->snapshot, $answer['body']);
        }
        $look['body'] = DfSnapshot::text($text, $this->room > strlen($text) ? self::BODY : 2048);
        if ($look['body'] !== $text) {
            $look['sha256'] = hash('sha256', $text);
        }
        return $look;
    }

    public function area()
    {
        $out = array();
        foreach ($this->items as $id => $item) {
            if ($item['call']['group'] === '') { // asked for its time alone
                continue;
            }
            $this->room -= isset($item['look']['body']) ? strlen($item['look']['body']) : 0;
            if ($this->room < 0 && isset($item['look']['body']) && strlen($item['look']['body']) > 2048) {
                $item['look'] += array('sha256' => hash('sha256', $item['look']['body']));
                $item['look']['body'] = DfSnapshot::text($item['look']['body'], 2048);
            }
            $out[$id] = $item['look'] + array('group' => $item['call']['group'], 'label:' => $item['call']['label'],
                'varies:' => $item['varies']);
        }
        ksort($out, SORT_STRING);
        return $out;
    }
}

// What two looks at one thing don't agree on: attributes, and places in a body that is JSON.
function df_look_differs($a, $b)
{
    $out = array();
    foreach ($a + $b as $name => $unused) {
        $was = isset($a[$name]) ? $a[$name] : '';
        $is = isset($b[$name]) ? $b[$name] : '';
        if ($was === $is) {
            continue;
        }
        $one = $name === 'body' ? json_decode($was, false, 200, JSON_BIGINT_AS_STRING) : null;
        $two = $name === 'body' ? json_decode($is, false, 200, JSON_BIGINT_AS_STRING) : null;
        $both = (is_array($one) || is_object($one)) && (is_array($two) || is_object($two));
        foreach ($both ? df_differs($one, $two) : array('') as $pointer) {
            $out[] = $pointer === '' ? $name : $name . '#' . $pointer;
        }
    }
    return $out;
}

// Whether this server is still well enough to be asked more. A service whose backend is down answers 500 or late: that is
// its own trouble. Three such in a row are a reason to ask /status how the server itself is.
class DfCare
{
    public $stopped = '';
    private $http;
    private $statusPath;
    private $statusTime;
    private $row = 0;
    private $silent = 0;
    private $slow = 0;
    private $first = array();

    public function __construct($http, $statusPath, $statusTime)
    {
        $this->http = $http;
        $this->statusPath = $statusPath;
        $this->statusTime = $statusTime;
    }

    public function after($call, $answer)
    {
        $id = $call['id'];
        $this->first += array($id => $answer['ms']);
        $this->silent += $answer['status'] === 0 ? 1 : 0;
        $this->row = $answer['status'] === 0 || $answer['status'] >= 500 ? $this->row + 1 : 0;
        $this->slow = $answer['ms'] > 2000 && $answer['ms'] > 5 * $this->first[$id] ? $this->slow + 1 : 0;
        if ($this->silent >= 3) {
            $this->stopped = 'Three calls had no answer in time.';
        } elseif ($this->slow >= 2) {
            $this->stopped = 'The server had become slow: ' . $id . ' took ' . round($answer['ms']) . ' ms instead of '
                . round($this->first[$id]) . ' ms.';
        } elseif ($this->row >= 3 || in_array($answer['status'], array(502, 503, 504), true)) {
            $this->row = 0;
            $this->askStatus();
        }
        return $this->stopped === '';
    }

    private function askStatus()
    {
        $answer = $this->http->call('GET', $this->statusPath, array(), '', 10);
        if ($answer['status'] !== 200) {
            $this->stopped = 'The server is in trouble: ' . $this->statusPath . ' answered '
                . ($answer['status'] === 0 ? 'nothing' : 'HTTP ' . $answer['status']) . '.';
        } elseif ($answer['ms'] > 2000 && $answer['ms'] > 5 * $this->statusTime) {
            $this->stopped = 'The server had become slow: ' . $this->statusPath . ' took ' . round($answer['ms']) . ' ms.';
        }
    }
}

// The calls in rounds: twice everything, then those that are measured until each has its repetitions. Returns what was
// left out.
function df_make_calls($snapshot, $calls, $list, $repeat, $repeatSeconds)
{
    $left = array();
    foreach (array(1, 2) as $round) {
        foreach ($list as $call) {
            $id = $call['id'];
            $known = isset($calls->items[$id]) ? $calls->items[$id] : null;
            if ($round === 2 && ($known === null || !$call['again'] || $known['look']['answer'] === 'none' || $known['ms'] > 4000)) {
                continue;
            }
            if (!$calls->make($call) && !isset($calls->items[$id])) {
                $left[] = $id;
            }
        }
    }
    $timed = array_filter($list, function ($call) use ($calls) {
        $item = isset($calls->items[$call['id']]) ? $calls->items[$call['id']] : null;
        return $item !== null && $item['looks'] === 2 && $item['ms'] < 1500 && preg_match('/^HTTP [23]/', $item['look']['answer']);
    });
    df_repeat_calls($snapshot, $calls, $timed, $repeat, microtime(true) + min($repeatSeconds, $calls->timeLeft()));
    return $left;
}

// As many of them as get all their repetitions in the time; one of each group first.
function df_repeat_calls($snapshot, $calls, $timed, $repeat, $end)
{
    $cost = 0.0;
    $gap = 1.0 / max(0.2, min(20.0, $snapshot->settings['requestsPerSecond']));
    $chosen = array();
    foreach (df_one_of_each_group($timed) as $call) {
        $cost += max($gap, $calls->items[$call['id']]['ms'] / 1000) * ($repeat - 2);
        if ($cost < $end - microtime(true)) {
            $chosen[] = $call;
        }
    }
    for ($round = 3; $round <= $repeat; $round++) {
        foreach ($chosen as $call) {
            if (!$calls->make($call)) {
                return;
            }
        }
    }
}

function df_one_of_each_group($list)
{
    $groups = array();
    foreach ($list as $call) {
        $groups[$call['group']][] = $call;
    }
    $out = array();
    for ($i = 0; count($out) < count($list); $i++) {
        foreach ($groups as $calls) {
            if (isset($calls[$i])) {
                $out[] = $calls[$i];
            }
        }
    }
    return $out;
}
