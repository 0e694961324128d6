<?php
// The log's error lines by kind: how often, when first and last, and one of them as it stands, without its secrets.

function df_collect_log($snapshot, $root)
{
    $files = array_merge(glob($root . '/storage/logs/dreamfactory*.log') ?: array(),
        glob($root . '/storage/logs/laravel*.log') ?: array());
    usort($files, function ($a, $b) {
        return (int) @filemtime($b) - (int) @filemtime($a);
    });
    $files = array_slice($files, 0, 5);
    $items = array();
    $unread = array();
    foreach (array_reverse($files) as $file) { // the oldest first
        if (!is_readable($file)) {
            $unread[] = basename($file);
            continue;
        }
        df_log_lines($snapshot, df_tail($file, 2097152), $items);
    }
    if (count($unread) > 0 && count($unread) === count($files)) {
        $snapshot->missing('log', 'The log could not be read by this account: ' . implode(', ', $unread));
        return;
    }
    uasort($items, function ($a, $b) {
        return $b['count'] - $a['count'];
    });
    $snapshot->area('log', 'files', count($files) === 0 ? 'There is no log file yet.'
        : 'Errors in the last 2 MB of ' . implode(', ', array_map('basename', $files)) . '.'
        . (count($items) > 200 ? ' The 200 commonest of ' . count($items) . ' kinds.' : ''), array_slice($items, 0, 200, true));
}

function df_log_lines($snapshot, $text, &$items)
{
    foreach (preg_split('/\n/', $text) as $line) {
        if (!preg_match('/^\[([^\]]{10,40})\] [\w.-]+\.(ERROR|CRITICAL|ALERT|EMERGENCY): (.*)$/', $line, $m)) {
            continue;
        }
        $kind = $m[2] . ' ' . df_log_kind($m[3]);
        if (!isset($items[$kind])) {
            $items[$kind] = array('count' => 0, 'first' => $m[1]);
        }
        $items[$kind]['count']++;
        $items[$kind]['last'] = $m[1];
        $items[$kind]['sample'] = df_log_sample($snapshot, $m[2] . ': ' . $m[3]);
    }
}

// A line as it stands, but for its context and values of its statement (anybody's data), addresses and secrets.
function df_log_sample($snapshot, $text)
{
    $text = preg_replace(array('/\s*\{".*$/s', '/\s*\((Connection: [^)]*?, )?SQL: .*$/s'), '', substr($text, 0, 4000));
    $text = preg_replace('/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+/', '<address>', df_redact($snapshot, (string) $text));
    return DfSnapshot::text(trim((string) $text), 600);
}

function df_tail($file, $bytes)
{
    $handle = @fopen($file, 'rb');
    if ($handle === false) {
        return '';
    }
    $size = (int) @filesize($file);
    fseek($handle, max(0, $size - $bytes));
    $text = (string) stream_get_contents($handle, $bytes);
    fclose($handle);
    return $text;
}

// A message without what differs from case to case or may be private: two of one kind look the same.
function df_log_kind($text)
{
    // The context's JSON, and the statement that Laravel appends (each release in another form).
    $text = preg_replace(array('/\s*\{".*$/s', '/\s*\((Connection: [^)]*?, )?SQL: .*$/s'), '', $text);
    $text = preg_replace(array(
        '/\b(\w*(?:passw|secret|token|api_?key|app_?key)\w*)\s*[=:]\s*\S+/i',
        '~\beyJ[A-Za-z0-9_+/=-]{8,}(?:\.[A-Za-z0-9_-]+)*~',
        '/&(lt|gt|amp|quot|#0?39);/',
        '/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+/',
        '~(?:(?:https?|ftp)://)[^\s"\')]+~',
        '/"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\'/',
        '~(?<![\w])/[\w.@/+-]{3,}~',
        '~[A-Za-z0-9+/=_.-]{24,}~',
        '/\b[0-9a-f]{8,}\b/i',
        '/(?<=[\s=:(,#])\d+(?=$|[\s,.;:)])/',
    ), array('$1 <hidden>', '<token>', ' ', '<address>', '<URL>', '<text>', '<path>', '<token>', '<hex>', '<n>'), $text);
    return DfSnapshot::text(trim(preg_replace('/\s+/', ' ', $text)), 200);
}
