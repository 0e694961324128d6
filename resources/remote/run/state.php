<?php
// What the run folder says, as one line of JSON, then new log text and new probes. PHP 7.2 to 8.5.

function df_slurp($file)
{
    return is_file($file) ? trim((string) @file_get_contents($file)) : '';
}

/** read FOLDER LOGOFFSET PROBEOFFSET */
function df_cmd_read($folder, $logOffset, $probeOffset)
{
    $hide = df_secrets($folder);
    $steps = [];
    $sign = 0.0;
    foreach (df_order($folder) as $row) {
        $steps[] = $s = df_step_state($folder, $row['step']);
        $sign = max($sign, $s['start'], $s['end']);
    }
    clearstatcache();
    if (is_file("$folder/log/run.log")) {
        $sign = max($sign, (float) filemtime("$folder/log/run.log"));
    }
    $failed = df_slurp("$folder/state/failed-step") ?: df_slurp("$folder/state/failed-before");
    $state = [
        'phase' => df_slurp("$folder/state/phase") ?: 'unknown',
        'alive' => df_supervisor_alive($folder),
        'rebooted' => df_rebooted($folder),
        'now' => microtime(true),
        'sign' => $sign,
        'failedStep' => $failed,
        'failure' => $failed === '' ? '' : df_hide(df_plain(df_tail("$folder/log/$failed.log", 6000)), $hide),
        'steps' => $steps,
        'backups' => df_backups($folder),
        'fingerprint' => df_fingerprint($folder),
        'note' => df_hide(df_slurp("$folder/state/note"), $hide),
    ];
    echo json_encode($state, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
    df_emit('LOG', "$folder/log/run.log", (int) $logOffset, $hide);
    df_emit('PROBES', "$folder/probes.log", (int) $probeOffset, []);
}

/** The secret values of the installation's .env (both), so that nothing of them leaves the server in a log. */
function df_secrets($folder)
{
    $out = [];
    foreach ([getenv('DF_ROOT') . '/.env', "$folder/backup/env", "$folder/work/env.scratch",
        "$folder/work/env.next", getenv('DF_IN') . '/env'] as $file) {
        if (!is_readable($file)) {
            continue;
        }
        foreach ((new DotEnv((string) file_get_contents($file), 5))->values() as $key => $value) {
            $words = Secrecy::isSecret($key, $value) ? explode(',', str_replace('base64:', '', $value)) : [];
            foreach ($words ? array_merge([$value], $words) : [] as $word) {
                if (strlen($word) >= 4) {
                    $out[$word] = true;
                }
            }
        }
    }
    $values = array_map('strval', array_keys($out));
    usort($values, function ($a, $b) {
        return strlen($b) - strlen($a);
    });
    return $values;
}

function df_hide($text, $values)
{
    return $values ? str_replace($values, '(hidden)', $text) : $text;
}

function df_order($folder)
{
    $rows = [];
    foreach (is_file("$folder/order") ? file("$folder/order", FILE_IGNORE_NEW_LINES) : [] as $line) {
        $f = explode("\t", $line);
        if (count($f) >= 6) {
            $rows[] = ['phase' => $f[0], 'stage' => $f[1], 'step' => $f[2], 'timeout' => $f[3], 'progress' => $f[5]];
        }
    }
    return $rows;
}

function df_step_state($folder, $id)
{
    $d = "$folder/state/steps/$id";
    $s = ['id' => $id, 'status' => 'not-started', 'exit' => null, 'start' => 0.0, 'end' => 0.0, 'progress' => -1,
        'progressText' => ''];
    if (!is_dir($d)) {
        return $s;
    }
    $s['start'] = (float) df_slurp("$d/started");
    $s['end'] = (float) df_slurp("$d/ended");
    $exit = df_slurp("$d/exit");
    if ($exit !== '') {
        $s['exit'] = (int) $exit;
        $s['status'] = $exit === '0' ? 'done' : 'failed';
    } else {
        // Started and no code: running only while its supervisor is alive; else nobody knows.
        $s['status'] = df_supervisor_alive($folder) ? 'running' : 'unknown';
    }
    if (is_file("$d/undone")) {
        $s['status'] = 'undone';
    } elseif (is_file("$d/undo-failed")) {
        $s['status'] = 'undo-failed';
    }
    if ($s['status'] === 'running') {
        list($s['progress'], $s['progressText']) = df_progress($folder, $id);
    }
    return $s;
}

function df_progress($folder, $id)
{
    $kind = '';
    foreach (df_order($folder) as $row) {
        $kind = $row['step'] === $id ? $row['progress'] : $kind;
    }
    $log = $kind === '' || $kind === 'none' ? '' : df_tail("$folder/log/$id.log", 400000);
    if ($kind === 'composer' && preg_match_all('/Package operations: (\d{1,6}) installs?, (\d{1,6}) updates?, (\d{1,6}) removals?/', $log, $m)) {
        $total = end($m[1]) + end($m[2]) + end($m[3]);
        $done = preg_match_all('/^\s+- (?:Installing|Upgrading|Downgrading|Removing) \S+/m', $log);
        return [$total ? min(1, $done / $total) : -1, min($done, $total) . " of $total packages"];
    }
    if ($kind === 'git' && preg_match_all('/\b(\d{1,3})% \(/', $log, $m)) {
        return [end($m[1]) / 100, end($m[1]) . ' %'];
    }
    if ($kind === 'bytes' && preg_match('/^(\d{1,18}) (\d{1,18})\b/', df_slurp("$folder/state/steps/$id/progress"), $m)) {
        $total = max(1, (int) $m[2]);
        return [min(1, $m[1] / $total), sprintf('%.1f MB', $m[1] / 1e6)];
    }
    return [-1, ''];
}

function df_backups($folder)
{
    $out = [];
    foreach (is_file("$folder/manifest") ? file("$folder/manifest", FILE_IGNORE_NEW_LINES) : [] as $line) {
        $f = explode("\t", $line);
        if (count($f) >= 5 && file_exists($f[1])) {
            $out[$f[0] . $f[1]] = ['what' => $f[0], 'where' => $f[1], 'sha256' => $f[2], 'bytes' => (int) $f[3], 'provenBy' => $f[4]];
        }
    }
    return array_values($out);
}

function df_fingerprint($folder)
{
    $before = "$folder/state/fingerprint.before";
    $now = "$folder/state/fingerprint.now";
    $f = ['before' => is_file($before) ? hash_file('sha256', $before) : '', 'now' => is_file($now) ? hash_file('sha256', $now) : '',
        'same' => false, 'differences' => []];
    $f['same'] = $f['before'] !== '' && $f['before'] === $f['now'];
    if ($f['before'] !== '' && $f['now'] !== '' && !$f['same']) {
        $a = file($before, FILE_IGNORE_NEW_LINES);
        $b = file($now, FILE_IGNORE_NEW_LINES);
        $f['differences'] = array_slice(array_merge(
            array_map(function ($l) {
                return "- $l";
            }, array_values(array_diff($a, $b))),
            array_map(function ($l) {
                return "+ $l";
            }, array_values(array_diff($b, $a)))
        ), 0, 200);
    }
    return $f;
}

function df_supervisor_alive($folder)
{
    static $alive = null;
    if ($alive === null) {
        $alive = false;
        $f = explode(' ', df_slurp("$folder/state/supervisor"));
        if (count($f) === 3 && $f[2] === df_boot_id()) {
            $stat = (string) @file_get_contents("/proc/$f[0]/stat");
            $rest = explode(' ', (string) substr($stat, (int) strrpos($stat, ')') + 2));
            $alive = isset($rest[19]) && $rest[19] === $f[1] && $rest[0] !== 'Z';
        }
    }
    return $alive;
}

function df_boot_id()
{
    return df_slurp('/proc/sys/kernel/random/boot_id');
}

function df_rebooted($folder)
{
    $f = explode(' ', df_slurp("$folder/state/supervisor"));
    return count($f) === 3 && $f[2] !== df_boot_id();
}

/** Without colours and cursor movements. */
function df_plain($text)
{
    return (string) preg_replace('/\e\[[0-9;?]*[A-Za-z]/', '', $text);
}

function df_tail($file, $bytes)
{
    $handle = @fopen($file, 'rb');
    if (!$handle) {
        return '';
    }
    fseek($handle, -min($bytes, max(0, (int) filesize($file))), SEEK_END);
    $text = (string) stream_get_contents($handle);
    fclose($handle);
    return $text;
}

/** Whole lines only, so that a secret can't be cut in two; at most 512 KiB a call. */
function df_emit($word, $file, $offset, $hide)
{
    $text = '';
    $handle = is_file($file) ? fopen($file, 'rb') : null;
    if ($handle) {
        fseek($handle, $offset);
        $text = (string) stream_get_contents($handle, 524288);
        fclose($handle);
        $cut = strrpos($text, "\n");
        $text = $cut === false ? (strlen($text) >= 524288 ? $text : '') : substr($text, 0, $cut + 1);
    }
    $end = $offset + strlen($text);
    $text = df_hide(preg_replace('/\\e\[[0-9;?]*[A-Za-z]/', '', $text), $hide);
    echo "$word $end ", strlen($text), "\n", $text, "\n";
}

/** alive FOLDER: is its supervisor at work? */
function df_cmd_alive($folder)
{
    echo df_supervisor_alive($folder) ? 1 : 0, "\n";
}
