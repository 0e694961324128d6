<?php

namespace Illuminate\Foundation;

use Illuminate\Cache\CacheManager;
use Illuminate\Config\Repository;
use Illuminate\Database\Connection;
use Illuminate\Encryption\Encrypter;
use Illuminate\Hashing\BcryptHasher;
use Illuminate\Log\Logger;
use Illuminate\Support\Env;

class Application
{
    const VERSION = '{{number}}';

    /** @var Repository */
    public $config;
    public $commands = [];       ///< name => class, filled by the providers
    public $migrationPaths = []; ///< folders, filled by the providers
    public $router;              ///< callable(Request): Response, set by df-core

    private static $instance;
    private $basePath;
    private $booted = false;
    private $made = [];

    public function __construct($basePath)
    {
        $this->basePath = $basePath;
        self::$instance = $this;
        foreach (['Illuminate\Contracts\Console\Kernel' => 'Illuminate\Console\Kernel',
                  'Illuminate\Contracts\Http\Kernel' => 'Illuminate\Http\Kernel'] as $contract => $class) {
            $this->made[$contract] = new $class($this);
        }
    }

    public static function getInstance()
    {
        return self::$instance;
    }

    public function basePath($path = '')
    {
        return $this->basePath . ($path === '' ? '' : '/' . $path);
    }

    public function make($class)
    {
        return isset($this->made[$class]) ? $this->made[$class] : new $class();
    }

    /** Environment, configuration, providers: as far as every command and request gets before it does anything. */
    public function boot()
    {
        if ($this->booted) {
            return;
        }
        $this->booted = true;
        if (!is_file($this->basePath('bootstrap/cache/config.php'))) {
            Env::load($this->basePath('.env'));
        }
        $this->config = Repository::load($this->basePath);
        date_default_timezone_set($this->config->get('app.timezone', 'UTC') ?: 'UTC');
        foreach ((new PackageManifest($this->basePath))->providers() as $provider) {
            (new $provider())->register($this);
        }
    }

    public function environment()
    {
        return $this->config->get('app.env', 'production');
    }

    public function isDownForMaintenance()
    {
        return is_file($this->basePath('storage/framework/down'));
    }

    /** @return Connection */
    public function db()
    {
        return $this->once('db', function () {
            $name = $this->config->get('database.default');
            return new Connection($name, (array)$this->config->get('database.connections.' . $name));
        });
    }

    /** @return Encrypter */
    public function encrypter()
    {
        return $this->once('encrypter', function () {
            $encrypter = new Encrypter($this->config->get('app.key'), $this->config->get('app.cipher', 'AES-256-CBC'));
            if (version_compare(self::VERSION, '11.0.0', '>=')) {
                $encrypter->previousKeys(array_filter(explode(',', (string)env('APP_PREVIOUS_KEYS', ''))));
            }
            return $encrypter;
        });
    }

    /** @return BcryptHasher */
    public function hasher()
    {
        return $this->once('hasher', function () {
            return new BcryptHasher($this->config->get('hashing.bcrypt.rounds', BcryptHasher::defaultRounds()));
        });
    }

    /** @return \Illuminate\Cache\FileStore|\Illuminate\Cache\ArrayStore|\Illuminate\Cache\DatabaseStore */
    public function cache()
    {
        return $this->once('cache', function () {
            return CacheManager::store($this);
        });
    }

    /** @return Logger */
    public function log()
    {
        return $this->once('log', function () {
            return new Logger($this->basePath('storage/logs/dreamfactory.log'),
                $this->config->get('logging.level', 'warning'), $this->environment());
        });
    }

    public function handleCommand(array $argv)
    {
        return $this->make('Illuminate\Contracts\Console\Kernel')->handle($argv);
    }

    public function handleRequest()
    {
        $this->make('Illuminate\Contracts\Http\Kernel')->handle(\Illuminate\Http\Request::capture())->send();
    }

    private function once($name, callable $make)
    {
        if (!isset($this->made[$name])) {
            $this->made[$name] = $make();
        }
        return $this->made[$name];
    }
}
