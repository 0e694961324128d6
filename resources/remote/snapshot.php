<?php
// Takes a snapshot of a DreamFactory installation: everything that "before" and "after" are compared by. Runs on the
// server by its own PHP; settings come as JSON on standard input after this text (see snapshot.sh), the answer goes to
// standard output between markers with a nonce. Read only, but for what an admin's log-in itself writes.

function df_settings()
{
    $given = json_decode(stream_get_contents(STDIN), true);
    $settings = is_array($given) ? $given : array();
    return $settings + array('nonce' => '', 'root' => '', 'localUrl' => '', 'serverName' => '', 'admin' => null,
        'webUser' => '', 'services' => array(), 'watch' => array(), 'encryptedColumns' => array(), 'requestsPerSecond' => 5, 'seconds' => 120,
        'repeat' => 12, 'repeatSeconds' => 40, 'calls' => array(), 'scripts' => array(), 'uploadTo' => array(),
        'files' => false, 'user' => null);
}

// As root everything would look readable and writable, and links in the tree could lead anywhere: go on as the web user.
// (snapshot.sh does so already where runuser exists.)
function df_become($user)
{
    if ($user === '' || !function_exists('posix_geteuid') || posix_geteuid() !== 0) {
        return;
    }
    $entry = posix_getpwnam($user);
    if (is_array($entry) && $entry['uid'] !== 0 && posix_initgroups($user, $entry['gid']) && posix_setegid($entry['gid'])) {
        posix_seteuid($entry['uid']);
    }
}

function df_status_path($env)
{
    $prefix = trim(df_env_get($env, 'DF_STATUS_ROUTE_PREFIX'), '/');
    return ($prefix === '' ? '' : '/' . $prefix) . '/status';
}

function df_status_facts($snapshot, $http, $env)
{
    $path = df_status_path($env);
    $answer = $http->call('GET', $path);
    if (in_array($answer['status'], array(301, 302, 307, 308), true) && isset($answer['headers']['location'])
        && $http->followToTls($answer['headers']['location'])) {
        $answer = $http->call('GET', $path);
    }
    $snapshot->time('GET ' . $path, $answer['status'], $answer['ms']);
    $data = json_decode($answer['body'], true);
    if ($answer['status'] !== 200 || !is_array($data)) {
        $snapshot->missing('status', $answer['status'] === 0 ? $answer['error'] : 'HTTP ' . $answer['status']);
        return;
    }
    $items = array();
    foreach ($data as $key => $value) {
        foreach (is_array($value) ? $value : array('' => $value) as $inner => $one) {
            if (is_scalar($one) || $one === null) {
                $items[$inner === '' ? $key : $key . ' ' . $inner] = array('value' => $one);
            }
        }
    }
    $snapshot->release = isset($data['version']) && is_string($data['version']) ? $data['version'] : '';
    $snapshot->area('status', 'rest', 'From ' . $path . '.', $items);
}

// The start page: where it leads, and which generation of the UI it is (facts §6, §10).
function df_ui_facts($snapshot, $http)
{
    $items = array();
    $path = '/';
    for ($hop = 0; $hop < 4; $hop++) {
        $answer = $http->call('GET', $path);
        if ($hop === 0) {
            $snapshot->time('GET /', $answer['status'], $answer['ms']);
        }
        $to = isset($answer['headers']['location']) ? parse_url($answer['headers']['location']) : null;
        if ($answer['status'] < 300 || $answer['status'] > 399 || !is_array($to) || !isset($to['path'])) {
            break;
        }
        $path = $to['path'];
    }
    $items['start page'] = array('leads to' => $path, 'answer' => $answer['status'] === 0 ? $answer['error']
        : 'HTTP ' . $answer['status'], 'kind' => df_ui_kind($answer['body']));
    $snapshot->area('ui', 'rest', 'From the start page.', $items);
}

function df_ui_kind($html)
{
    foreach (array('angular' => '<df-root', 'angularjs' => 'ng-app="dreamfactoryApp"') as $kind => $mark) {
        if (strpos($html, $mark) !== false) {
            return $kind;
        }
    }
    return preg_match('~<title>([^<]{0,80})</title>~i', $html, $m) ? 'page "' . trim($m[1]) . '"' : 'unknown';
}

// Before anything is asked of the web server: how many rows there are (counted again afterwards, so that what comes and
// goes meanwhile is known), and the apps' keys where nobody logs in.
function df_first_look($snapshot, $root, $env)
{
    try {
        $db = df_db_settings($root, $env);
        $sql = new DfSql(df_pdo($db), $db);
    } catch (Exception $e) {
        return; // df_collect_database says why
    }
    $snapshot->keep('rows', df_row_counts($sql, microtime(true) + min(15, $snapshot->secondsLeft() / 8)));
    df_keep_app_keys($snapshot, $sql->rows('app'));
    $snapshot->keep('limits', $sql->rows('limits'));
}

function df_collect_database($snapshot, $env, $root, $left)
{
    $areas = array('tables', 'migrations', 'passwords', 'key-proof', 'services', 'roles', 'apps', 'users', 'admins', 'lookups',
        'cors', 'email-templates', 'event-scripts', 'limits', 'schedules', 'service-types');
    try {
        $db = df_db_settings($root, $env);
        $sql = new DfSql(df_pdo($db), $db);
        df_collect_tables($snapshot, $sql);
        df_collect_passwords($snapshot, $sql);
        df_collect_key_proof($snapshot, $sql, $env, $snapshot->settings['encryptedColumns']);
        df_collect_sql_entities($snapshot, $sql, $left);
    } catch (Exception $e) {
        $why = 'The system database could not be read: ' . DfSnapshot::text($e->getMessage(), 300);
        foreach ($areas as $id) {
            if (!isset($snapshot->areas[$id])) {
                $snapshot->missing($id, isset($left[$id]) ? $left[$id] . ' ' . $why : $why);
            }
        }
    }
}

function df_collect_system($snapshot, $root, $env)
{
    $items = array(
        'config/app.php' => array('value' => df_config_version($root)),
        'commit' => array('value' => df_commit($root)),
        'PHP of the command line' => array('value' => PHP_VERSION),
        'maintenance' => array('value' => is_file($root . '/storage/framework/down')),
        'cached configuration' => array('value' => is_file($root . '/bootstrap/cache/config.php')),
        'APP_KEY mark' => array('value' => df_env_get($env, 'APP_KEY') === '' ? '' : $snapshot->maskId()),
    );
    foreach (get_loaded_extensions() as $name) {
        $items['command line extension ' . strtolower($name)] = array('value' => 'loaded');
    }
    $snapshot->area('system', 'files', 'From files and the PHP of the command line.', $items);
    if ($snapshot->release === '') {
        $snapshot->release = df_config_version($root);
    }
}

function df_collect_web($snapshot, $http, $env)
{
    df_status_facts($snapshot, $http, $env);
    df_ui_facts($snapshot, $http);
    $rest = new DfRest($http, $snapshot, $env);
    $admin = $snapshot->settings['admin'];
    if (!is_array($admin) || empty($admin['email']) || empty($admin['password'])) {
        $rest->call('GET', 'system/environment', '', '', 'anonymous');
        df_collect_calls($snapshot, $http, $rest, $env);
        return array();
    }
    // Whatever happens below, the session ends with this script.
    register_shutdown_function(array($rest, 'signOut'));
    $left = array();
    if ($rest->signIn($admin)) {
        df_collect_environment($snapshot, $rest);
        $left = df_collect_rest($snapshot, $rest);
        foreach (array('api-paths' => 'df_collect_paths', 'calls' => 'df_collect_calls') as $area => $collect) {
            df_guarded($snapshot, $area, function () use ($collect, $snapshot, $http, $rest, $env) {
                $collect($snapshot, $http, $rest, $env);
            });
        }
        $rest->signOut();
    } else {
        $snapshot->missing('calls', 'The log-in failed: ' . $rest->loginError);
        $snapshot->missing('api-paths', 'The log-in failed: ' . $rest->loginError);
        foreach (array('services', 'roles', 'apps', 'users', 'admins', 'lookups', 'cors', 'email-templates', 'event-scripts',
            'limits', 'schedules', 'service-types') as $id) {
            $left[$id] = 'The log-in failed: ' . $rest->loginError;
        }
    }
    return $left;
}

function df_main()
{
    error_reporting(0);
    $settings = df_settings();
    $snapshot = new DfSnapshot($settings + array('sqliteStorage' => ''));
    $root = rtrim($settings['root'], '/');
    df_collect_services($snapshot, $settings['services'], $settings['watch']);
    df_become($settings['webUser']);
    $env = new DotEnv(df_file_text($root . '/.env'), DotEnv::majorOf($root));
    $snapshot->settings['sqliteStorage'] = rtrim(df_env_get($env, 'DF_SQLITE_STORAGE'), '/');
    $key = df_app_key(df_env_get($env, 'APP_KEY'));
    if (strlen($key) >= 16) {
        $snapshot->maskWith($key);
    }
    foreach ($env->values() as $name => $value) {
        if (df_env_is_secret($name, $value)) {
            $snapshot->secret($value);
        }
    }
    $left = array();
    if ($settings['localUrl'] === '') {
        $snapshot->missing('status', 'It is not known where the web server answers on the server itself.');
        $snapshot->missing('ui', 'It is not known where the web server answers on the server itself.');
    }
    $parts = array(
        array('tables', function () use ($snapshot, $root, $env) {
            df_first_look($snapshot, $root, $env);
        }),
        array('status', function () use ($snapshot, $settings, $env, &$left) {
            $left = $settings['localUrl'] === '' ? array() : df_collect_web($snapshot, new DfHttp($settings), $env);
        }),
        array('services', function () use ($snapshot, $root, $env, &$left) {
            df_collect_database($snapshot, $env, $root, $left);
        }),
        array('env', function () use ($snapshot, $root, $env) {
            df_collect_env($snapshot, $root, $env);
        }),
        array('packages', function () use ($snapshot, $root) {
            df_collect_packages($snapshot, $root);
        }),
        array('owners', function () use ($snapshot, $root) {
            df_collect_owners($snapshot, $root);
        }),
        array('calls', function () use ($snapshot, $root) {
            df_collect_by_command($snapshot, $root);
        }),
        array('files', function () use ($snapshot, $root, $env) {
            df_collect_files($snapshot, $root, $env);
        }),
        array('log', function () use ($snapshot, $root) {
            df_collect_log($snapshot, $root);
        }),
        array('system', function () use ($snapshot, $root, $env) {
            df_collect_system($snapshot, $root, $env);
        }),
        array('php', function () use ($snapshot) {
            df_collect_php($snapshot, $snapshot->kept('php'));
        }),
        array('cron', function () use ($snapshot, $root) {
            df_collect_cron($snapshot, $root);
        }),
        array('resources', function () use ($snapshot, $root, $env) {
            df_collect_resources($snapshot, $root, $env);
        }),
    );
    foreach ($parts as $part) {
        df_guarded($snapshot, $part[0], $part[1]);
    }
    if (!isset($snapshot->areas['environment'])) {
        $snapshot->missing('environment', isset($left['services']) ? $left['services']
            : 'The web server\'s PHP is seen only with an admin\'s log-in.');
    }
    $snapshot->print_();
}

// Answers can be of any form. One that nobody thought of costs its own area, never the whole snapshot.
function df_guarded($snapshot, $area, $part)
{
    try {
        $part();
    } catch (Throwable $e) {
        if (!$snapshot->has($area)) {
            $snapshot->missing($area, 'The answers have a form that is not known: ' . df_log_kind($e->getMessage()));
        }
    }
}

df_main();
