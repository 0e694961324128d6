<?php

namespace Illuminate\Hashing;

use Illuminate\Foundation\Application;

class BcryptHasher
{
    private $rounds;

    public function __construct($rounds)
    {
        $this->rounds = (int)$rounds;
    }

    /** The default cost rose from 10 to 12 with framework 11, and with it came the new hash at log-in. */
    public static function defaultRounds()
    {
        return version_compare(Application::VERSION, '11.0.0', '>=') ? 12 : 10;
    }

    public function make($value)
    {
        return password_hash($value, PASSWORD_BCRYPT, ['cost' => $this->rounds]);
    }

    public function check($value, $hash)
    {
        return is_string($hash) && password_verify($value, $hash);
    }

    public function needsRehash($hash)
    {
        return password_needs_rehash($hash, PASSWORD_BCRYPT, ['cost' => $this->rounds]);
    }
}
