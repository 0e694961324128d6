<?php

namespace Illuminate\Foundation;

/** bootstrap/cache/packages.php: believed as long as it exists, even when vendor/ has changed since. */
class PackageManifest
{
    private $basePath;

    public function __construct($basePath)
    {
        $this->basePath = $basePath;
    }

    public function providers()
    {
        $providers = [];
        foreach ($this->packages() as $package) {
            $providers = array_merge($providers, $package['providers']);
        }
        return $providers;
    }

    public function packages()
    {
        $file = $this->file('packages.php');
        if (!is_file($file)) {
            $this->build();
        }
        return is_file($file) ? require $file : $this->discover();
    }

    public function build()
    {
        $packages = $this->discover();
        $this->write('packages.php', $packages);
        $providers = [];
        foreach ($packages as $package) {
            $providers = array_merge($providers, $package['providers']);
        }
        $this->write('services.php', ['providers' => $providers, 'eager' => $providers, 'deferred' => [], 'when' => []]);
        return array_keys($packages);
    }

    private function discover()
    {
        $file = $this->basePath . '/vendor/composer/installed.json';
        $installed = json_decode((string)@file_get_contents($file), true);
        $found = [];
        foreach (isset($installed['packages']) ? $installed['packages'] : [] as $package) {
            if (isset($package['extra']['laravel']['providers'])) {
                $found[$package['name']] = ['providers' => $package['extra']['laravel']['providers']];
            }
        }
        ksort($found);
        return $found;
    }

    private function write($name, array $data)
    {
        $folder = $this->basePath . '/bootstrap/cache';
        if (!is_writable($folder)) {
            throw new \Exception("The $folder directory must be present and writable.");
        }
        $temporary = tempnam($folder, $name);
        file_put_contents($temporary, '<?php return ' . var_export($data, true) . ";\n");
        chmod($temporary, 0666 & ~umask());
        rename($temporary, $this->file($name));
    }

    private function file($name)
    {
        return $this->basePath . '/bootstrap/cache/' . $name;
    }
}
