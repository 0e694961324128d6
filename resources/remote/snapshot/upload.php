<?php
// A marked test file put into a file service, read back and deleted: only into services that the user named. Whatever
// happens, it is deleted; a file of that name that isn't ours is left alone.

function df_upload_name()
{
    return 'df-upgrade-wizard-test.txt';
}

function df_collect_uploads($snapshot, $http, $rest, $care, $end)
{
    $items = array();
    $known = array_column($snapshot->kept('services'), 'type', 'name');
    foreach (array_slice(array_filter((array) $snapshot->settings['uploadTo'], 'is_string'), 0, 20) as $service) {
        if (!isset($known[$service]) || !preg_match('/^[A-Za-z0-9_.-]+$/', $service) || $care->stopped !== '' || $end - microtime(true) < 5) {
            continue;
        }
        $path = $rest->prefix() . $service . '/' . df_upload_name();
        $items['POST, GET, DELETE ' . $path] = array('label:' => $service . ' (' . $known[$service] . '), a test file', 'group' => 'File',
            'type' => 'text/plain') + df_upload_once($http, $path, array('X-DreamFactory-Session-Token' => $rest->token()), $care);
    }
    return $items;
}

function df_upload_once($http, $path, $headers, $care)
{
    $text = "Test file of the DreamFactory Upgrade Wizard. It can be deleted.\n";
    $there = $http->call('GET', $path, $headers, '', 20);
    if ($there['status'] === 200 && $there['body'] !== $text) {
        return array('answer' => 'not made', 'body' => 'There is a file of this name already, and it isn\'t ours.');
    }
    $delete = function () use ($http, $path, $headers) {
        return $http->call('DELETE', $path, $headers, '', 20);
    };
    $deleted = false;
    register_shutdown_function(function () use (&$deleted, $delete) {
        if (!$deleted) {
            $delete();
        }
    });
    $put = $http->call('POST', $path, $headers + array('Content-Type' => 'text/plain'), $text, 20);
    $got = $http->call('GET', $path, $headers, '', 20);
    $gone = $delete();
    $deleted = $gone['status'] !== 0;
    $care->after(array('id' => 'POST ' . $path), $put);
    return array('answer' => 'HTTP ' . $put['status'] . ', ' . $got['status'] . ', ' . $gone['status'],
        'body' => $got['body'] === $text ? 'It came back as it was sent.' : 'It did not come back as it was sent.');
}
