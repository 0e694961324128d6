<?php
// Which calls are made: what each group of services can be asked without harm, and what the user added.

// What to ask a service of this group. Remote services, mail, log-in and message services would reach out to others, and
// scripts do whatever they do: those only as the user's own call or where the user ticked them.
function df_probe_paths($group, $type)
{
    if ($group === 'Database') {
        return array('_schema', '_table');
    }
    if ($group === 'File') {
        return array('?as_list=true');
    }
    return $type === 'system' || $type === 'user' ? array('') : array();
}

// The group of a type, where the installation itself could not be asked.
function df_group_of($type)
{
    $groups = array(
        'Database' => 'alloydb|apache_hive|aws_dynamodb|aws_redshift_db|azure_documentdb|azure_table|bigquery|cassandra|couchbase'
            . '|couchdb|databricks|dremio|firebird|hana|ibmdb2|informix|mariadb|memsql|mongodb|mysql|oracle|pgsql|salesforce_db'
            . '|snowflake|sql_db|sqlanywhere|sqlite|sqlsrv|trino',
        'File' => 'aws_s3|azure_blob|ftp_file|gridfs|hadoop_hdfs|local_file|openstack_object_storage|rackspace_cloud_files'
            . '|sftp_file|webdav_file',
        'Script' => 'nodejs|php|python|python3|script|v8js',
        'Remote Service' => 'rws|soap',
    );
    foreach ($groups as $group => $types) {
        if (in_array($type, explode('|', $types), true)) {
            return $group;
        }
    }
    return '';
}

// $left: what isn't asked, by the reason.
function df_probe_list($snapshot, $prefix, $headers, &$left)
{
    $list = array();
    $scripts = array_filter((array) $snapshot->settings['scripts'], 'is_string');
    foreach ($snapshot->kept('services') as $service) {
        $name = df_get($service, 'name');
        $type = df_get($service, 'type');
        $groups = $snapshot->kept('groups');
        $group = isset($groups[$type]) ? $groups[$type] : df_group_of($type);
        $paths = $group === 'Script' && in_array($name, $scripts, true) ? array('') : df_probe_paths($group, $type);
        if (!df_yes($service, 'is_active') || !preg_match('/^[A-Za-z0-9_.-]+$/', $name)) {
            continue;
        }
        if (count($paths) === 0) {
            $left[$group === 'Script' ? 'scripts that were not ticked'
                : ($group === 'Remote Service' ? 'remote web services' : 'others that can\'t be asked without an effect')][] = $name;
            continue;
        }
        if (!df_is_there($snapshot, $name, $type)) {
            $left['SQLite databases and folders that are not there (asking would make them)'][] = $name;
            continue;
        }
        if (df_has_script($snapshot, $name) && !in_array($name, $scripts, true)) {
            $left['services whose calls run event scripts'][] = $name;
            continue;
        }
        foreach ($paths as $path) {
            $at = $prefix . $name . ($path === '' ? '' : '/' . $path);
            $list[] = array('id' => 'GET ' . $at, 'method' => 'GET', 'path' => $at, 'headers' => $headers, 'body' => '',
                'label' => $name . ' (' . $type . '), ' . ($path === '' ? 'as a whole' : ($group === 'File' ? 'its files' : $path)),
                'group' => $group === '' ? $type : $group, 'again' => $group !== 'Script');
        }
    }
    return $list;
}

// DreamFactory makes an SQLite file, or a local folder, that a service names and that isn't there, as soon as it is asked
// for. A path that can't be told from here counts as not there.
function df_is_there($snapshot, $name, $type)
{
    if ($type !== 'sqlite' && $type !== 'sql_db' && $type !== 'local_file') {
        return true;
    }
    $configs = $snapshot->kept('configs');
    $config = isset($configs[$name]) && is_array($configs[$name]) ? $configs[$name] : array();
    $storage = $snapshot->settings['root'] . '/storage';
    if ($type === 'local_file') {
        $path = df_get($config, 'container');
        $path = $path === '' || $path === 'local' ? 'app' : $path;
        return is_string($path) && is_dir($path[0] === '/' ? $path : $storage . '/' . $path);
    }
    if ($type === 'sql_db' && df_get($config, 'driver') !== 'sqlite') {
        return true;
    }
    $path = df_get($config, 'database');
    if (!is_string($path) || $path === '') {
        return false;
    }
    $folder = $snapshot->settings['sqliteStorage'] !== '' ? $snapshot->settings['sqliteStorage'] : $storage . '/databases';
    return $path === ':memory:' || is_file(strpos($path, '/') === false ? $folder . '/' . $path : $path);
}

// An event script that runs when this service is read: "shop._table.get.pre_process".
function df_has_script($snapshot, $service)
{
    foreach ($snapshot->kept('scripts') as $script) {
        if (df_yes($script, 'is_active') && strncmp(df_get($script, 'name'), $service . '.', strlen($service) + 1) === 0
            && strpos(df_get($script, 'name'), '.get.') !== false) {
            return true;
        }
    }
    return false;
}

// The user's own calls; those that write only where that was allowed, and then once.
function df_own_calls($snapshot, $prefix, $tokens, &$left)
{
    $list = array();
    foreach (array_slice((array) $snapshot->settings['calls'], 0, 500) as $own) {
        $method = isset($own['method']) ? strtoupper($own['method']) : 'GET';
        $path = isset($own['path']) && is_string($own['path']) ? $own['path'] : '';
        $path = $path !== '' && $path[0] === '/' ? $path : $prefix . $path;
        $writes = !in_array($method, array('GET', 'HEAD', 'OPTIONS'), true);
        $id = isset($own['id']) && is_string($own['id']) && $own['id'] !== '' ? $own['id'] : $method . ' ' . $path;
        if (!preg_match('/^[A-Z]{3,7}$/', $method) || preg_match('/[\x00-\x20\x7f]/', $path)) {
            $left['own calls that are no call'][] = $id;
        } elseif ($writes && empty($own['write'])) {
            $left['own calls that write, which was not allowed'][] = $id;
        } elseif (($headers = df_headers_as($snapshot, $own, $tokens)) === null) {
            $left['own calls without the log-in or key that they need'][] = $id;
        } else {
            $list[] = array('id' => $id, 'method' => $method, 'path' => $path, 'headers' => $headers,
                'body' => isset($own['body']) && is_string($own['body']) ? $own['body'] : '',
                'label' => isset($own['label']) && is_string($own['label']) && $own['label'] !== '' ? $own['label'] : $id,
                'group' => 'own call', 'again' => !$writes);
        }
    }
    return $list;
}

// As whom: the admin, the test user, an app by its key, or nobody. null: that isn't possible.
function df_headers_as($snapshot, $own, $tokens)
{
    $as = isset($own['as']) ? $own['as'] : 'admin';
    $app = isset($own['app']) && is_string($own['app']) ? $own['app'] : '';
    $headers = array();
    if ($app !== '') {
        $keys = $snapshot->kept('keys');
        if (!isset($keys[$app])) {
            return null;
        }
        $headers['X-DreamFactory-API-Key'] = $keys[$app];
    }
    if ($as === 'admin' || $as === 'user') {
        if (empty($tokens[$as])) {
            return null;
        }
        $headers['X-DreamFactory-Session-Token'] = $tokens[$as];
    }
    return $as === 'app' && $app === '' ? null : $headers;
}

function df_said_left($left)
{
    $out = array();
    foreach ($left as $why => $names) {
        $shown = array_slice($names, 0, 20);
        $out[] = $why . ': ' . implode(', ', $shown) . (count($names) > 20 ? ' and ' . (count($names) - 20) . ' more' : '');
    }
    return count($out) === 0 ? '' : ' Not asked: ' . implode('; ', $out) . '.';
}

// What other areas have asked already, for its time alone: under the same names.
function df_timed_only($statusPath, $prefix, $token)
{
    $call = array('method' => 'GET', 'headers' => array(), 'body' => '', 'label' => '', 'group' => '', 'again' => true);
    $list = array(array('id' => 'GET ' . $statusPath, 'path' => $statusPath) + $call);
    if ($token !== '') {
        $call['headers'] = array('X-DreamFactory-Session-Token' => $token);
        foreach (array('service?limit=2000&order=id' => 'service (with configuration)', 'admin?limit=2000&order=id' => 'admin')
            as $path => $name) {
            $list[] = array('id' => 'GET ' . $prefix . 'system/' . $name, 'path' => $prefix . 'system/' . $path) + $call;
        }
    }
    return $list;
}

// Everything that clients get. $rest holds the session, if there is one.
function df_collect_calls($snapshot, $http, $rest, $env)
{
    $settings = $snapshot->settings;
    $statusPath = df_status_path($env);
    $times = $snapshot->timesOf('GET ' . $statusPath);
    $care = new DfCare($http, $statusPath, count($times) > 0 ? min($times) : 500);
    $calls = new DfCalls($http, $snapshot, $care, microtime(true) + max(0, $snapshot->secondsLeft() - 40));
    $left = array();
    $prefix = $rest->prefix();
    $user = $settings['user'];
    if (is_array($user) && !empty($user['email']) && !empty($user['password'])) {
        $problem = $rest->signInUser($user);
        if ($problem !== '') {
            $left['what needs the test user, who was refused (' . $problem . ')'][] = 'user/session';
        }
    }
    $tokens = array('admin' => $rest->token(), 'user' => $rest->userToken());
    $list = $tokens['admin'] === '' ? array() : df_probe_list($snapshot, $prefix,
        array('X-DreamFactory-Session-Token' => $tokens['admin']), $left);
    $known = array_column($list, 'id');
    foreach (df_own_calls($snapshot, $prefix, $tokens, $left) as $own) {
        if (!in_array($own['id'], $known, true)) {
            $list[] = $own;
            $known[] = $own['id'];
        }
    }
    $list = array_merge($list, df_timed_only($statusPath, $prefix, $tokens['admin']));
    // A limit counts these calls too: they are not to use up what clients are allowed.
    $limited = count(array_filter($snapshot->kept('limits'), function ($row) {
        return df_yes($row, 'is_active');
    })) > 0;
    $late = df_make_calls($snapshot, $calls, $list, $limited ? 2 : $settings['repeat'], $settings['repeatSeconds']);
    if (count($late) > 0) {
        $left[$care->stopped === '' ? 'what the time was too short for' : 'the rest'] = $late;
    }
    $items = $calls->area() + ($tokens['admin'] === '' ? array() : df_collect_uploads($snapshot, $http, $rest, $care,
        microtime(true) + $calls->timeLeft()));
    if (count($items) === 0) {
        return;
    }
    $snapshot->area('calls', 'rest', 'Each call is made twice, at most ' . $settings['requestsPerSecond'] . ' a second.'
        . ($limited ? ' Limits are set on this server, so times were not measured by repeating.' : '')
        . ($care->stopped === '' ? '' : ' ' . $care->stopped . ' No more calls were made.') . df_said_left($left), $items);
}
