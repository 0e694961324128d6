<?php
// The REST API with one admin session. Facts §6: one token for everything, log-ins are limited to one a second.

class DfRest
{
    private $http;
    private $snapshot;
    private $prefix;
    private $token = '';
    private $userToken = '';
    private $attribute = 'email';
    private $wrapper = 'resource';
    public $loginError = '';

    public function __construct($http, $snapshot, $env)
    {
        $this->http = $http;
        $this->snapshot = $snapshot;
        $this->prefix = '/' . trim(df_env_get($env, 'DF_API_ROUTE_PREFIX', 'api'), '/') . '/v2/';
    }

    public function token()
    {
        return $this->token;
    }

    public function userToken()
    {
        return $this->userToken;
    }

    public function prefix()
    {
        return $this->prefix;
    }

    // One call, timed under its name; waits where the server says "too many".
    public function call($method, $resource, $query = '', $body = '', $name = '', $token = null)
    {
        $token = $token === null ? $this->token : $token;
        $headers = $token === '' ? array() : array('X-DreamFactory-Session-Token' => $token);
        $path = $this->prefix . $resource . ($query === '' ? '' : '?' . $query);
        for ($try = 1; ; $try++) {
            $answer = $this->http->call($method, $path, $headers, $body, max(1, min(20, $this->snapshot->secondsLeft())));
            if ($answer['status'] !== 429 || $try === 5 || $this->snapshot->secondsLeft() < 5) {
                break;
            }
            usleep(1500000 * $try);
        }
        $this->snapshot->time($method . ' ' . $this->prefix . preg_replace('~/\d+$~', '', $resource)
            . ($name === '' ? '' : ' (' . $name . ')'),
            $answer['status'], $answer['ms']);
        return $answer;
    }

    public function signIn($admin)
    {
        $environment = json_decode($this->call('GET', 'system/environment', '', '', 'anonymous')['body'], true);
        $this->attribute = isset($environment['authentication']['login_attribute'])
            && $environment['authentication']['login_attribute'] === 'username' ? 'username' : 'email';
        $answer = $this->openSession('system/admin/session', $admin, $this->token);
        $this->loginError = $this->token === '' ? $this->problem($answer) : '';
        return $this->token !== '';
    }

    // The log-in of a user like any other, a second after the admin's (facts §6).
    public function signInUser($user)
    {
        usleep(1000000);
        $answer = $this->openSession('user/session', $user, $this->userToken);
        return $this->userToken === '' ? $this->problem($answer) : '';
    }

    private function openSession($resource, $who, &$token)
    {
        $this->snapshot->secret($who['password']);
        $body = json_encode(array($this->attribute => $who['email'], 'password' => $who['password']),
            JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
        $answer = $this->call('POST', $resource, '', $body, '', '');
        $reply = json_decode($answer['body'], true);
        if ($answer['status'] === 200 && isset($reply['session_token']) && is_string($reply['session_token'])) {
            $token = $reply['session_token'];
            $this->snapshot->secret($token);
        }
        return $answer;
    }

    public function signOut()
    {
        foreach (array('userToken' => 'user/session', 'token' => 'system/admin/session') as $token => $resource) {
            if ($this->$token !== '') {
                usleep(1000000);
                $this->call('DELETE', $resource, '', '', '', $this->$token);
                $this->$token = '';
            }
        }
    }

    public function useWrapper($environment)
    {
        $config = isset($environment['config']) ? $environment['config'] : array();
        if (isset($config['resources_wrapper']) && is_string($config['resources_wrapper'])) {
            $this->wrapper = $config['resources_wrapper'];
        }
    }

    // Rows of a system resource; null where it failed ($problem says why), array() where this release has no such thing.
    public function rows($resource, $query, &$problem, $name = '')
    {
        $problem = '';
        $answer = $this->call('GET', 'system/' . $resource, $query, '', $name);
        if ($answer['status'] === 404) {
            $problem = 'This installation has no system/' . $resource . '.';
            return array();
        }
        $data = json_decode($answer['body'], true);
        if ($answer['status'] !== 200 || !is_array($data)) {
            $problem = 'system/' . $resource . ': ' . $this->problem($answer);
            return null;
        }
        if (isset($data[$this->wrapper]) && is_array($data[$this->wrapper])) {
            if (isset($data['meta']['count']) && $data['meta']['count'] > count($data[$this->wrapper])) {
                $problem = 'The first ' . count($data[$this->wrapper]) . ' of ' . (int) $data['meta']['count'] . ' rows.';
            }
            return df_sane_rows($data[$this->wrapper]);
        }
        return df_sane_rows($data);
    }

    // An error answer in words, without anything that the request held.
    public function problem($answer)
    {
        if ($answer['status'] === 0) {
            return $answer['error'];
        }
        $data = json_decode($answer['body'], true);
        $message = isset($data['error']['message']) && is_string($data['error']['message']) ? $data['error']['message'] : '';
        return trim('HTTP ' . $answer['status'] . ' ' . df_log_kind(DfSnapshot::text($message, 300)));
    }
}

// Rows, and in them names that are texts: whatever else an answer holds.
function df_sane_rows($data)
{
    $rows = array();
    foreach ($data as $row) {
        if (!is_array($row)) {
            continue;
        }
        foreach (array('id', 'name', 'label', 'type', 'group', 'email', 'username', 'api_key', 'service_id', 'role_id', 'app_id')
            as $key) {
            if (isset($row[$key]) && !is_scalar($row[$key])) {
                unset($row[$key]);
            }
        }
        $rows[] = $row;
    }
    return $rows;
}

// Everything that needs the session. Returns the areas that could not be read this way, with the reason.
function df_collect_rest($snapshot, $rest)
{
    $left = array();
    $services = $rest->rows('service', 'fields=id,name,label,description,type,is_active&limit=2000&include_count=true&order=id',
        $why, 'list');
    $roles = $rest->rows('role', 'related=role_service_access_by_role_id,lookup_by_role_id&limit=2000&include_count=true&order=id',
        $roleWhy);
    $apps = $rest->rows('app', 'limit=2000&include_count=true&order=id', $appWhy);
    $snapshot->keep('services', $services);
    df_keep_app_keys($snapshot, $apps);
    $names = array('service' => df_names($services), 'role' => df_names($roles), 'app' => df_names($apps));
    $put = function ($id, $rows, $why, $make) use ($snapshot, &$left) {
        if ($rows === null) {
            $left[$id] = $why;
            return;
        }
        try {
            $snapshot->area($id, 'rest', trim('By REST. ' . $why), $make($rows));
        } catch (Throwable $e) {
            $left[$id] = 'The answer has a form that is not known: ' . df_log_kind($e->getMessage());
        }
    };
    $put('services', $services, $why, function ($rows) use ($snapshot, $rest) {
        return df_rest_configs($snapshot, $rest, $rows, df_items_services($snapshot, $rows));
    });
    $put('roles', $roles, $roleWhy, function ($rows) use ($snapshot, $names) {
        return df_items_roles($snapshot, $rows, $names['service']);
    });
    $put('apps', $apps, $appWhy, function ($rows) use ($snapshot, $names) {
        return df_items_apps($snapshot, $rows, $names['role']);
    });
    $people = function ($rows) use ($snapshot, $names) {
        return df_items_people($snapshot, $rows, $names['app'], $names['role']);
    };
    $query = 'related=user_to_app_to_role_by_user_id&limit=2000&include_count=true&order=id';
    foreach (array('users' => array('user', $query, $people), 'admins' => array('admin', 'limit=2000&order=id', $people),
        'service-types' => array('service_type', '', function ($rows) use ($snapshot) {
            $snapshot->keep('groups', array_column($rows, 'group', 'name'));
            return df_items_types($rows);
        }),
        'lookups' => array('lookup', 'limit=2000&order=id', function ($rows) use ($snapshot) {
            return df_items_lookups($snapshot, $rows, false);
        }),
        'cors' => array('cors', '', function ($rows) use ($snapshot) {
            return df_items_cors($snapshot, $rows);
        }),
        'email-templates' => array('email_template', '', function ($rows) use ($snapshot) {
            return df_items_templates($snapshot, $rows);
        }),
        'event-scripts' => array('event_script', '', function ($rows) use ($snapshot) {
            $snapshot->keep('scripts', $rows);
            return df_items_scripts($snapshot, $rows);
        }),
        'limits' => array('limit', '', function ($rows) use ($snapshot) {
            $snapshot->keep('limits', $rows);
            return df_items_limits($snapshot, $rows);
        }),
        'schedules' => array('scheduler', '', function ($rows) use ($snapshot) {
            return df_items_schedules($snapshot, $rows);
        })) as $id => $how) {
        $rows = $rest->rows($how[0], $how[1], $why);
        $put($id, $rows, $why, $how[2]);
    }
    return $left;
}

// Keys stay on the server: calls in an app's name are made with them.
function df_keep_app_keys($snapshot, $apps)
{
    $keys = array();
    foreach (is_array($apps) ? $apps : array() as $app) {
        if (df_yes($app, 'is_active') && df_get($app, 'api_key') !== '') {
            $keys[df_get($app, 'name')] = df_get($app, 'api_key');
        }
        $snapshot->secret(df_get($app, 'api_key'));
    }
    $snapshot->keep('keys', $keys);
}

function df_items_types($rows)
{
    $items = array();
    foreach ($rows as $row) {
        $items[df_get($row, 'name')] = array('label:' => df_get($row, 'label'), 'group' => df_get($row, 'group'),
            'needs' => df_get($row, 'subscription_required'));
    }
    return $items;
}

// All configurations decrypt, or the whole list fails (one bad row breaks it; facts §5): then each is asked for alone, to
// name the bad ones. The list is asked for twice: the second answer comes from the cache, where a wrong cache setting
// shows (facts §4).
function df_rest_configs($snapshot, $rest, $services, $items)
{
    $first = $rest->rows('service', 'limit=2000&order=id', $why, 'with configuration');
    $rows = $first === null ? null : $rest->rows('service', 'limit=2000&order=id', $why, 'with configuration');
    $problems = array();
    if ($rows === null) {
        $rows = df_rest_each_config($snapshot, $rest, $services, $problems);
    }
    $by = array();
    foreach ($rows as $row) {
        $by[df_get($row, 'name')] = $row;
    }
    $snapshot->keep('configs', array_column($rows, 'config', 'name'));
    foreach ($items as $name => $item) {
        $items[$name]['configuration'] = isset($by[$name]) ? 'readable'
            : 'unreadable: ' . (isset($problems[$name]) ? $problems[$name] : $why);
        if (isset($by[$name]['config'])) {
            $items[$name] += df_config_attributes($snapshot, $by[$name]['config'], 'config');
        }
    }
    return $items;
}

// At most forty: enough for most servers, and never long.
function df_rest_each_config($snapshot, $rest, $services, &$problems)
{
    $rows = array();
    foreach (array_slice($services, 0, 40) as $service) {
        if ($snapshot->secondsLeft() < 40) {
            break;
        }
        $answer = $rest->call('GET', 'system/service/' . (int) df_get($service, 'id'), '', '', 'one by one');
        $row = json_decode($answer['body'], true);
        if ($answer['status'] === 200 && is_array($row)) {
            $rows[] = $row;
        } else {
            $problems[df_get($service, 'name')] = $rest->problem($answer);
        }
    }
    return $rows;
}

// The environment as an admin sees it: what the web server's PHP really is and has.
function df_collect_environment($snapshot, $rest)
{
    $answer = $rest->call('GET', 'system/environment', '', '', 'signed in');
    $data = json_decode($answer['body'], true);
    if ($answer['status'] !== 200 || !is_array($data)) {
        $snapshot->missing('environment', $rest->problem($answer));
        return;
    }
    $rest->useWrapper($data);
    $items = array();
    foreach (array('version', 'license', 'db_driver', 'install_path', 'cache_driver', 'log_mode', 'log_level', 'app_debug',
        'install_type') as $key) {
        if (isset($data['platform'][$key])) {
            $items['platform ' . $key] = array('value' => $data['platform'][$key]);
        }
    }
    $php = isset($data['php']) && is_array($data['php']) ? $data['php'] : array();
    if (isset($php['core']['php_version'])) {
        $items['PHP of the web server'] = array('value' => $php['core']['php_version']);
    }
    foreach (array_keys($php) as $section) {
        if (!in_array($section, array('general', 'core', 'standard', 'additional_modules', 'cgi-fcgi'), true)) {
            $items['web extension ' . $section] = array('value' => 'loaded');
        }
    }
    $snapshot->keep('php', $php);
    $snapshot->area('environment', 'rest', 'From system/environment.', $items);
}
