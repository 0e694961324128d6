<?php
/**
 * Installations in containers and pods: listed from their definitions and, as root, from their files, which are read where the
 * engine puts their layers together. Nothing is started, neither a container nor a service that would start when asked.
 */
final class Containers
{
    const PLACES = ['/opt/dreamfactory', '/var/www/dreamfactory', '/var/www/html', '/app'];

    private $folder, $silent = [];

    public function __construct($privateFolder)
    {
        $this->folder = $privateFolder;
    }

    public function all()
    {
        return array_slice(array_merge($this->engine('docker', ['dockerd']), $this->engine('podman', ['conmon']), $this->pods()), 0, 32);
    }

    /** @return string[] the clients that are here but could not say what runs: that is not known, which is not "nothing" */
    public function silent()
    {
        return array_keys($this->silent);
    }

    /** Remembers a client that failed, with what it said. */
    private function failed($client, $ended)
    {
        $this->silent[basename($client)] = true;
        $said = trim((string)$ended['err']) ?: ($ended['code'] === null ? 'no answer in time' : "ended with $ended[code]");
        Answer::say('', 'problem', basename($client) . ': ' . Text::redact(Text::clip($said, 400)));
        return [];
    }

    private static function runs(array $programs)
    {
        foreach (Processes::all() as $p) {
            if (in_array(basename($p['args'][0]), $programs, true)) {
                return true;
            }
        }
        return false;
    }

    // --- Docker and Podman, which understand the same words ---

    private function engine($name, array $programs)
    {
        $client = self::runs($programs) ? self::client($name) : '';
        if ($client === '') {
            return [];
        }
        $list = Shell::run([$client, 'ps', '--no-trunc', '--format', "{{.ID}}\t{{.Image}}\t{{.Names}}"], ['timeout' => 10]);
        if (!$list['ok']) {
            return $this->failed($client, $list);
        }
        $running = [];
        foreach (array_slice(Text::lines($list['out']), 0, 200) as $line) {
            $f = explode("\t", $line);
            if (count($f) === 3 && preg_match('/^[0-9a-f]{12,64}$/', $f[0]) && strncmp($f[2], 'k8s_', 4) !== 0) {
                $running[$f[0]] = ['image' => $f[1], 'container' => $f[2]];
            }
        }
        if (!$running) {
            return [];
        }
        $more = Shell::run(array_merge([$client, 'inspect', '--format',
            "{{.Id}}\t{{index .GraphDriver.Data \"MergedDir\"}}\t{{json .Config.Env}}\t{{json .Mounts}}"], array_keys($running)), ['timeout' => 10, 'max' => 16777216]);
        if (!$more['ok'] && trim($more['out']) === '') { // one that ended meanwhile makes it fail as well, but the others are told
            return $this->failed($client, $more);
        }
        $found = [];
        foreach (Text::lines($more['out']) as $line) {
            $f = explode("\t", $line, 4);
            if (count($f) === 4 && isset($running[$f[0]])) {
                $found[] = $this->container($name, $running[$f[0]], $f[1], (array)json_decode($f[2], true), (array)json_decode($f[3], true));
            }
        }
        return array_values(array_filter($found));
    }

    /** podman-docker's docker is podman, and would be asked twice. */
    private static function client($name)
    {
        $client = Shell::which($name);
        $isPodman = basename((string)realpath($client)) === 'podman'
            || strpos((string)@file_get_contents($client, false, null, 0, 400), 'podman') !== false;
        return $name === 'docker' && $isPodman ? '' : $client;
    }

    private function container($engine, array $what, $merged, array $env, array $mounts)
    {
        $names = [];
        $sets = [];
        foreach ($env as $set) {
            $parts = explode('=', (string)$set, 2);
            $names[] = $parts[0];
            if (isset($parts[1]) && preg_match(Overrides::OURS, $parts[0])) {
                $sets[$parts[0]] = [$parts[1], 'the container'];
            }
        }
        $volumes = [];
        $places = [];
        foreach ($mounts as $m) {
            if (isset($m['Destination']) && is_string($m['Destination'])) {
                $places[$m['Destination']] = isset($m['Source']) ? (string)$m['Source'] : '';
                $volumes[] = (isset($m['Name']) && $m['Name'] !== '' ? $m['Name'] : (isset($m['Source']) ? $m['Source'] : '?')) . ' → ' . $m['Destination'];
            }
        }
        $files = $this->files($merged, $places, $sets);
        if (!$files && !self::isOurs($what['image'])) {
            return null;
        }
        return ['kind' => 'docker', 'foundBy' => $engine, 'containerEnv' => self::some($names), 'containerVolumes' => self::some($volumes)] + $what
            + ($files ?: ['path' => self::PLACES[0]]);
    }

    private static function some(array $list)
    {
        return array_slice(array_values(array_unique(array_map('strval', $list))), 0, 200);
    }

    private static function isOurs($image)
    {
        return preg_match('~dreamfactory|(^|/)df-docker~i', $image) === 1;
    }

    /** What lies in a running container. Links are not followed: an absolute one would lead into this machine's own files. */
    private function files($merged, array $mounts, array $sets)
    {
        $known = $merged !== '' && $merged[0] === '/' && Users::uid() === 0;
        foreach ($known ? self::PLACES : [] as $place) {
            $root = $merged . $place;
            if (!is_file("$root/artisan") || realpath($root) !== $root || self::linksIn($root)) {
                continue;
            }
            $code = Code::ofFiles($root);
            if (!isset(((array)$code['lockedPackages'])['dreamfactory/df-core']) && !is_file("$root/config/df.php")) {
                continue;
            }
            $storage = !empty($mounts["$place/storage"]) ? $mounts["$place/storage"] : "$root/storage";
            $facts = ['path' => $place, 'code' => $code, 'maintenance' => file_exists("$storage/framework/down"),
                'mode' => Files::ownerAndMode($root)['mode']];
            if (is_file("$root/.env")) {
                $facts['env'] = (new EnvFile($root, DotEnv::majorOf($root)))->facts($sets);
            }
            return $facts;
        }
        return null;
    }

    /** Is anything that would be read a link? */
    private static function linksIn($root)
    {
        foreach (['.env', '.git', '.git/HEAD', '.git/refs', 'bootstrap', 'bootstrap/cache', 'composer.lock', 'composer.json', 'config', 'config/app.php',
            'public', 'public/dreamfactory', 'public/dreamfactory/dist', 'public/dreamfactory/dist/index.html', 'resources', 'resources/views',
            'resources/views/index.blade.php', 'vendor', 'vendor/composer', 'vendor/composer/installed.json'] as $name) {
            if (is_link("$root/$name")) {
                return true;
            }
        }
        return false;
    }

    // --- Kubernetes ---

    private function pods()
    {
        $config = '';
        foreach ([(string)getenv('KUBECONFIG'), Users::byName(Users::name(Users::uid()))['home'] . '/.kube/config', '/etc/kubernetes/admin.conf',
            '/etc/rancher/k3s/k3s.yaml'] as $file) {
            $config = $config === '' && $file !== '' && is_readable($file) ? $file : $config;
        }
        if ($config === '' || !Shell::has('kubectl')) {
            return [];
        }
        $r = Shell::run([Shell::which('kubectl'), "--kubeconfig=$config", "--cache-dir=$this->folder/kube", '--request-timeout=7s', 'get', 'pods',
            '--all-namespaces', '-o', 'json'], ['timeout' => 8, 'max' => 33554432]);
        $list = $r['ok'] ? json_decode($r['out'], true) : null;
        if (!isset($list['items']) || !is_array($list['items'])) {
            return $this->failed('kubectl', $r);
        }
        $found = [];
        foreach ($list['items'] as $pod) {
            foreach (isset($pod['spec']['containers']) && is_array($pod['spec']['containers']) ? $pod['spec']['containers'] : [] as $c) {
                if (isset($c['image'], $pod['metadata']['name']) && is_string($c['image']) && self::isOurs($c['image'])) {
                    $found[] = self::pod($pod, $c);
                }
            }
        }
        return $found;
    }

    private static function pod(array $pod, array $c)
    {
        $names = array_column(isset($c['env']) ? (array)$c['env'] : [], 'name');
        $kept = [];
        foreach (isset($pod['spec']['volumes']) ? (array)$pod['spec']['volumes'] : [] as $volume) {
            if (isset($volume['name']) && array_intersect_key($volume, ['persistentVolumeClaim' => 1, 'hostPath' => 1, 'nfs' => 1, 'csi' => 1, 'cephfs' => 1])) {
                $kept[$volume['name']] = true;
            }
        }
        $volumes = [];
        foreach (isset($c['volumeMounts']) ? (array)$c['volumeMounts'] : [] as $mount) {
            if (isset($mount['name'], $mount['mountPath'], $kept[$mount['name']])) {
                $volumes[] = $mount['name'] . ' → ' . $mount['mountPath'];
            }
        }
        return ['kind' => 'kubernetes', 'foundBy' => 'kubectl', 'path' => self::PLACES[0], 'pod' => $pod['metadata']['name'],
            'nameSpace' => isset($pod['metadata']['namespace']) ? $pod['metadata']['namespace'] : 'default',
            'container' => isset($c['name']) ? $c['name'] : '', 'image' => $c['image'],
            'containerEnv' => self::some($names), 'containerVolumes' => self::some($volumes)];
    }
}
