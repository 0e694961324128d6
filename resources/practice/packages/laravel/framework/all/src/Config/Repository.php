<?php

namespace Illuminate\Config;

use Illuminate\Foundation\Application;

class Repository
{
    private $items;

    public function __construct(array $items)
    {
        $this->items = $items;
    }

    /** The cached configuration if there is one (then .env isn't looked at), else config/*.php. */
    public static function load($basePath)
    {
        $cached = $basePath . '/bootstrap/cache/config.php';
        if (is_file($cached)) {
            return new self(require $cached);
        }
        $items = [];
        foreach (glob($basePath . '/config/*.php') ?: [] as $file) {
            $items[basename($file, '.php')] = require $file;
        }
        return new self($items + self::frameworkDefaults());
    }

    /** From 11 on the framework fills in the files that an application leaves out. */
    private static function frameworkDefaults()
    {
        if (version_compare(Application::VERSION, '11.0.0', '<')) {
            return [];
        }
        return ['hashing' => ['bcrypt' => ['rounds' => env('BCRYPT_ROUNDS', 12)], 'rehash_on_login' => true],
                'queue' => ['default' => env('QUEUE_CONNECTION', 'database')]];
    }

    public function get($key, $default = null)
    {
        $value = $this->items;
        foreach (explode('.', $key) as $part) {
            if (!is_array($value) || !array_key_exists($part, $value)) {
                return $default;
            }
            $value = $value[$part];
        }
        return $value;
    }

    public function all()
    {
        return $this->items;
    }
}
