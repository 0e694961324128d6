<?php
/** One installation, section by section; each is said as soon as it is known, so that a slow one costs only itself. */
final class Look
{
    private $folder, $phps = [], $roots = [];

    public function __construct($folder)
    {
        $this->folder = $folder;
    }

    /** What probe.sh finds, a line each as in its answer, until it has found all. */
    private function hear()
    {
        while (($line = fgets(STDIN)) !== false) {
            $f = explode("\t", rtrim($line, "\n"));
            if ($f[0] === 'P') {
                $this->phps[] = $f[1];
            } elseif ($f[0] === 'I') {
                $this->roots[$f[1]] = $f[2];
            }
        }
    }

    public function run()
    {
        Packages::begin();
        Fpm::begin();
        Nginx::begin();
        $this->hear();
        $this->roots = self::withoutCopies($this->roots);
        $php = $this->section('', 'php', function () {
            return array_map(['Runtime', 'php'], array_slice($this->phps, 0, 12));
        });
        $folders = ['/', '/usr', '/var/lib', '/tmp', '/var/tmp', Users::byName(Users::name(Users::uid()))['home']];
        foreach (array_slice($this->roots, 0, 8, true) as $root => $foundBy) {
            $folders = array_merge($folders, $this->installation((string)$root, $foundBy));
        }
        $this->section('', 'containers', function () {
            $containers = new Containers($this->folder);
            $found = $containers->all();
            Answer::say('', 'silentEngines', $containers->silent());
            return $found;
        });
        $users = Users::uid() === 0 ? array_map(function ($root) {
            return Files::ownerAndMode($root)['owner'];
        }, array_keys($this->roots)) : [Users::name(Users::uid())];
        $this->section('', 'fileSystems', function () use ($folders, $users) {
            return Storage::fileSystems($folders, array_values(array_diff($users, ['', 'root'])));
        });
        $this->section('', 'packages', function () {
            return Packages::facts();
        });
        $this->section('', 'complete', function () {
            return true;
        });
    }

    /** Says a section's value and gives it back; what goes wrong is said instead and costs no other section. */
    private function section($root, $name, $make)
    {
        try {
            $value = $make();
            Answer::say($root, $name, $value);
            return $value;
        } catch (Throwable $e) {
            Answer::say($root, 'problem', $name . ': ' . Text::redact($e->getMessage()));
            return null;
        }
    }

    /** A copy beside or inside another installation is a leftover of that one, unless a site or a process uses it. */
    private static function withoutCopies(array $roots)
    {
        foreach ($roots as $root => $foundBy) {
            foreach ($roots as $other => $x) {
                if ($foundBy === 'usual place' && $root !== $other && (Files::below((string)$root, (string)$other)
                    || preg_match('~^' . preg_quote((string)$other, '~') . '[._\~-][^/]*$~', (string)$root))) {
                    unset($roots[$root]);
                    Answer::say('', 'dropped', (string)$root);
                    break;
                }
            }
        }
        return $roots;
    }

    /** @return string[] folders that a run on this installation will write to */
    private function installation($root, $foundBy)
    {
        if (!is_executable($root) || !is_readable($root)) {
            return $this->closed($root, $foundBy);
        }
        $code = new Code($root, $this->folder);
        $file = new EnvFile($root, DotEnv::majorOf($root));
        $web = new Web($root);
        $owner = Files::ownerAndMode($root);
        $settings = (new DatabaseSettings($root, $file->dotenv))->resolve() + ['keys' => $file->keys()];
        Text::hide($settings['password']);
        $database = $file->readable || !is_file("$root/.env")
            ? new Database($settings, $web->user ?: $owner['owner'], $this->phps, $this->folder) : null;
        if ($database) {
            $database->begin();
        }
        Storage::beginWalk($root, [$owner['owner'], $web->user]);
        Runtime::beginComposer($this->phps ? $this->phps[0] : '', $this->folder, $root);
        $facts = $this->section($root, 'code', function () use ($code) {
            return $code->facts();
        });
        $this->sayWeb($root, $web);
        $this->section($root, 'env', function () use ($file, $web) {
            return $file->facts($web->sets);
        });
        $databaseFacts = $database ? $this->section($root, 'database', function () use ($database, $root) {
            return $database->facts($root);
        }) : null;
        $storage = $this->section($root, 'storage', function () use ($root) {
            return Storage::facts($root);
        });
        $this->section($root, 'schedules', function () use ($root) {
            return Schedules::facts($root);
        });
        $this->section($root, 'remoteTags', function () use ($code, $facts) {
            return $code->remoteTagsAtHead(isset($facts['commit']) ? $facts['commit'] : '-');
        });
        $this->section($root, 'installation', function () use ($root, $foundBy, $web, $owner, $settings) {
            return $owner + ['foundBy' => $web->foundBy($foundBy), 'webUser' => $web->user,
                'maintenance' => file_exists("$root/storage/framework/down"), 'bytesWithoutStorage' => Storage::treeBytes($root),
                'leftovers' => Storage::leftovers($root), 'leftCopies' => Copies::facts($root, $settings['database']), 'practice' => file_exists("$root/.df-practice"),
                'earlierRuns' => self::earlierRuns($root)]
                + Runtime::composer($root) + Runtime::composerHome($owner['owner']);
        });
        $this->section($root, 'code+', function () use ($root) {
            return Storage::strangers($root);
        });
        return array_merge(self::writtenFolders($root, $settings, (array)$databaseFacts), isset($storage['mountsBelow']) ? $storage['mountsBelow'] : []);
    }

    /** A tree that this account may not enter: what its surroundings say, and nothing guessed. */
    private function closed($root, $foundBy)
    {
        Answer::say($root, 'code', ['isRepository' => false, 'whyNot' => 'The account ' . Users::name(Users::uid()) . ' may not read this folder.']);
        $web = new Web($root);
        $this->sayWeb($root, $web);
        $this->section($root, 'installation', function () use ($root, $foundBy, $web) {
            return Files::ownerAndMode($root) + ['closed' => true, 'foundBy' => $web->foundBy($foundBy), 'webUser' => $web->user];
        });
        return [dirname($root)];
    }

    private function sayWeb($root, Web $web)
    {
        $this->section($root, 'web', function () use ($web) {
            return $web->web ?: ['kind' => ''];
        });
        $this->section($root, 'fpm', function () use ($web) {
            return $web->fpm();
        });
    }

    private static function writtenFolders($root, array $settings, array $database)
    {
        $folders = [$root, dirname($root), "$root/storage"];
        $usual = ['mysql' => '/var/lib/mysql', 'pgsql' => '/var/lib/postgresql'];
        if (!empty($database['dataFolder']) && is_dir($database['dataFolder'])) {
            $folders[] = $database['dataFolder'];
        } elseif (isset($usual[$settings['driver']]) && is_dir($usual[$settings['driver']])) {
            $folders[] = $usual[$settings['driver']];
        }
        return $folders;
    }

    private static function earlierRuns($root)
    {
        $runs = [];
        $home = Users::byName(Users::name(Users::uid()))['home'];
        foreach (['/var/lib/df-upgrade', "$home/.local/state/df-upgrade"] as $base) {
            foreach (Files::names($base, 1000) as $name) {
                $run = Files::json("$base/$name/run.json", 1048576);
                if (isset($run['id'], $run['root']) && is_string($run['id']) && $run['root'] === $root) {
                    $runs[] = ['id' => $run['id'], 'to' => isset($run['to']) && is_string($run['to']) ? $run['to'] : '',
                        'state' => Text::clip(trim((string)Files::read("$base/$name/state/phase", 256)), 64), 'folder' => "$base/$name"];
                }
            }
        }
        return array_slice($runs, -100);
    }
}

Budget::start(50);
if (isset($argv[1]) && $argv[1] === 'database') {
    DatabaseLook::main();
} elseif (isset($argv[2])) {
    (new Look($argv[2]))->run();
}
