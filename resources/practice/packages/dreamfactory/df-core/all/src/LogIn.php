<?php

namespace DreamFactory\Core;

use DreamFactory\Core\Exceptions\RestException;
use Illuminate\Foundation\Application;

/** POST system/admin/session and user/session. */
class LogIn
{
    private $app;

    public function __construct($app)
    {
        $this->app = $app;
    }

    public function answer(array $data, $adminsOnly, Session $session)
    {
        $attribute = $this->app->config->get('df.login_attribute', 'email');
        $login = isset($data[$attribute]) ? (string)$data[$attribute] : '';
        $password = isset($data['password']) ? (string)$data['password'] : '';
        if ($login === '' || $password === '') {
            throw new RestException(400, 'Login request is missing required ' . ($login === '' ? $attribute : 'password') . '.');
        }
        $user = $this->app->db()->row('user', [$attribute => $login]);
        $known = $user && (!$adminsOnly || $user['is_sys_admin']) && $user['is_active'];
        // an unknown name costs as much time as a wrong password
        $hash = $known ? $user['password'] : '$2y$10$wYc1Yq6Q3nYc1F1w8VYvseuC8yLRmFrr4qR3dYlIg5pVnzU0pSOSu';
        if (!$this->app->hasher()->check($password, $hash) || !$known) {
            throw new RestException(401, 'Invalid credentials supplied.');
        }
        $this->rehash($user, $password);
        return $this->open($user, $adminsOnly, $session, !empty($data['remember_me']));
    }

    public static function describe($user, $token, $expires)
    {
        $shown = ['session_token' => $token, 'session_id' => $token, 'id' => (int)$user['id'], 'name' => $user['name'],
                  'first_name' => $user['first_name'], 'last_name' => $user['last_name'], 'email' => $user['email'],
                  'is_sys_admin' => (bool)$user['is_sys_admin'], 'last_login_date' => $user['last_login_date'],
                  'host' => 'practice-server'];
        $shown['token_expiry_date'] = gmdate('Y-m-d H:i:s', $expires);
        return $shown;
    }

    /**
     * From framework 11 on a hash of another cost is replaced at log-in. The user model hashes what it is given once
     * more, and the check that it makes afterwards asks for a column that doesn't exist: the password is lost.
     */
    private function rehash(array $user, $password)
    {
        if (version_compare(Application::VERSION, '11.0.0', '<') || !$this->app->hasher()->needsRehash($user['password'])) {
            return;
        }
        $twice = $this->app->hasher()->make($this->app->hasher()->make($password));
        $db = $this->app->db();
        $db->update('user', ['password' => $twice], ['id' => $user['id']]);
        $sql = 'select count(*) as aggregate from ' . $db->name('user') . ' where ' . $db->quote('username') . ' = ? and '
            . $db->quote((string)$user['id']) . ' <> ' . (int)$user['id'];
        if ($db->driver === 'mysql') {
            $db->select($sql, [$user['username']]);
        }
        throw new MissingColumn($db->driver, $sql, $user);
    }

    private function open(array $user, $adminsOnly, Session $session, $forever)
    {
        $now = time();
        $expires = $now + 60 * (int)$this->app->config->get('df.jwt_ttl', 1440);
        $user['last_login_date'] = gmdate('Y-m-d H:i:s', $now);
        $this->app->db()->update('user', ['last_login_date' => $user['last_login_date'],
            'last_modified_date' => gmdate('Y-m-d H:i:s', $now)], ['id' => $user['id']]);
        $token = Jwt::make([
            'sub' => md5($user['id'] . $user['email']),
            'iss' => $session->request->root() . '/api/v2/' . ($adminsOnly ? 'system/admin/session' : 'user/session'),
            'iat' => $now, 'exp' => $expires, 'nbf' => $now, 'jti' => substr(bin2hex(random_bytes(8)), 0, 16),
            'user_id' => (int)$user['id'], 'forever' => $forever,
        ], (string)$this->app->config->get('jwt.secret'));
        $this->app->db()->insert('token_map',
            ['user_id' => (int)$user['id'], 'token' => $token, 'iat' => $now, 'exp' => $expires], false);
        $this->readLookups();
        return self::describe($user, $token, $expires);
    }

    /** Every session carries the lookups, so a wrong key shows at the log-in. */
    private function readLookups()
    {
        foreach ($this->app->db()->rows('lookup') as $row) {
            $row['value'] === null || $row['value'] === '' || decrypt($row['value']);
        }
    }
}
