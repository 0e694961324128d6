<?php
// The paths that the installation's own API documentation lists, for each service: what a release brings or takes away.

function df_collect_paths($snapshot, $http, $rest)
{
    $services = array_filter($snapshot->kept('services'), function ($row) {
        return df_yes($row, 'is_active') && preg_match('/^[A-Za-z0-9_.-]+$/', df_get($row, 'name')) === 1;
    });
    $items = array();
    $why = '';
    // One document of everything where that is a small one, else a document for each service.
    if (count($services) <= 40) {
        $why = df_paths_of_all($rest, $items);
    } else {
        foreach ($services as $service) {
            if ($snapshot->secondsLeft() < 80) {
                $why = 'Only the first ' . count($items) . ' of ' . count($services) . ' services, for want of time.';
                break;
            }
            $name = df_get($service, 'name');
            $answer = $rest->call('GET', 'api_docs/' . $name, '', '', '', null);
            $items[$name] = array('paths' => implode("\n", df_paths_in(json_decode($answer['body'], true))));
        }
    }
    if (count($items) === 0 && $why !== '') {
        $snapshot->missing('api-paths', $why);
    } else {
        ksort($items, SORT_STRING);
        $snapshot->area('api-paths', 'rest', trim('From the API documentation. ' . $why), $items);
    }
}

function df_paths_of_all($rest, &$items)
{
    $answer = $rest->call('GET', 'api_docs');
    $data = json_decode($answer['body'], true);
    if ($answer['status'] !== 200 || !isset($data['paths']) || !is_array($data['paths'])) {
        return 'api_docs: ' . ($answer['status'] === 200 ? 'The answer lists no paths.' : $rest->problem($answer));
    }
    $by = array();
    foreach ($data['paths'] as $path => $verbs) {
        $parts = explode('/', ltrim($path, '/'), 2);
        $by[$parts[0]]['/' . (isset($parts[1]) ? $parts[1] : '')] = $verbs;
    }
    foreach ($by as $name => $paths) {
        $items[$name] = array('paths' => implode("\n", df_paths_in(array('paths' => $paths))));
    }
    return '';
}

// Lines "GET /_table/{table_name}", sorted.
function df_paths_in($document)
{
    $lines = array();
    foreach (is_array($document) && isset($document['paths']) && is_array($document['paths']) ? $document['paths'] : array()
        as $path => $verbs) {
        foreach (is_array($verbs) ? array_keys($verbs) : array() as $verb) {
            if (in_array($verb, array('get', 'post', 'put', 'patch', 'delete', 'head', 'options'), true)) {
                $lines[] = strtoupper($verb) . ' ' . $path;
            }
        }
    }
    sort($lines, SORT_STRING);
    return $lines;
}
