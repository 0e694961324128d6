<?php
/** git, run as the owner of the repository: root must not run what a tree's configuration names. */
final class Git
{
    public $root, $owner;
    private $config, $index, $settings = [];

    public function __construct($root, $privateFolder)
    {
        $this->root = $root;
        $stat = @lstat("$root/.git");
        // Root's .git in the folder of somebody else, who could put another in its place; a link's owner says nothing.
        $stat = $stat && $stat['uid'] !== 0 && !is_link("$root/.git") ? $stat : @stat($root);
        $this->owner = $stat && Users::uid() === 0 ? Users::name($stat['uid']) : '';
        $this->config = self::userConfig($privateFolder, $this->owner, $root);
        $this->index = $this->copiedIndex();
    }

    /**
     * GIT_OPTIONAL_LOCKS does not keep `git diff` from writing the index; it writes into a copy of ours. The owner copies it: a link in
     * its place may lead to what he may not read, and the folder is his.
     */
    private function copiedIndex()
    {
        $folder = $this->config . '/index';
        @mkdir($folder, 0700);
        if ($this->owner !== '') {
            @chown($folder, Users::byName($this->owner)['uid']);
        }
        $copied = is_file("$this->root/.git/index") && Shell::run([Shell::which('cp'), '-p', '--', "$this->root/.git/index", "$folder/index"],
            ['user' => $this->owner, 'timeout' => 5])['ok'];
        return $copied ? "$folder/index" : '';
    }

    /** A configuration of our own that trusts this folder and includes what the user has. */
    public static function userConfig($privateFolder, $owner, $root)
    {
        $entry = Users::byName($owner === '' ? Users::name(Users::uid()) : $owner);
        $text = "[safe]\n\tdirectory = *\n[include]\n\tpath = \"" . addcslashes($entry['home'], '"\\') . "/.config/git/config\"\n"
            . "[include]\n\tpath = \"" . addcslashes($entry['home'], '"\\') . "/.gitconfig\"\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n";
        $folder = "$privateFolder/git-" . md5($owner . $root);
        @mkdir($folder, 0711);
        @chmod($folder, 0711);
        @file_put_contents("$folder/.gitconfig", $text);
        @chmod("$folder/.gitconfig", 0644);
        return $folder;
    }

    private function options(array $o)
    {
        $env = ['GIT_CONFIG_GLOBAL' => $this->config . '/.gitconfig', 'GIT_TERMINAL_PROMPT' => '0', 'GIT_ASKPASS' => '/bin/false',
            'SSH_ASKPASS' => '/bin/false', 'GIT_PAGER' => 'cat', 'GIT_CEILING_DIRECTORIES' => dirname($this->root)];
        if ($this->index !== '') {
            $env['GIT_INDEX_FILE'] = $this->index;
        }
        return $o + ['user' => $this->owner, 'cwd' => '/', 'env' => $env + (isset($o['extra']) ? $o['extra'] : []), 'timeout' => 15, 'max' => 16777216];
    }

    private $mark = '';

    /**
     * Several questions, one after another, in one job; they stop where the first of them fails. After each answer stand a mark that
     * nobody could know before and git's own end.
     * @param array[] $questions name => words
     */
    public function start(array $questions, array $o = [])
    {
        $this->mark = $this->mark ?: bin2hex(random_bytes(16));
        $git = implode(' ', array_map(['Shell', 'quote'], [Shell::which('git'), '-C', $this->root, '-c', 'core.fsmonitor=false', '-c',
            'core.splitIndex=false', '-c', 'core.untrackedCache=false', '-c', 'diff.autoRefreshIndex=' . ($this->index === '' ? 'false' : 'true'),
            '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false']));
        // Before 2.32 git doesn't know GIT_CONFIG_GLOBAL, only HOME.
        $script = 'case $(' . Shell::quote(Shell::which('git')) . ' --version) in "git version 1."* | "git version 2."[0-9].* | "git version 2."[12][0-9].*'
            . ' | "git version 2.3"[01].*) HOME=$1; export HOME ;; esac' . "\ng() { $git \"\$@\"; code=\$?; printf '\\000%s %s\\000' \"\$0\" \$code; }\n";
        $first = true;
        foreach ($questions as $words) {
            $script .= 'g ' . implode(' ', array_map(['Shell', 'quote'], $words)) . "\n" . ($first ? "[ \$code = 0 ] || exit 1\n" : '');
            $first = false;
        }
        return Shell::start(['/bin/sh', '-c', $script, $this->mark, $this->config], $this->options($o));
    }

    /** @return array[] name => [ok, out]; what was not answered is not ok, and the error is the whole job's */
    public function finish($job, array $names)
    {
        $r = Shell::finish($job);
        $parts = preg_split("/\\x00$this->mark (\\d+)\\x00/", $r['out'], -1, PREG_SPLIT_DELIM_CAPTURE);
        $answers = ['err' => $r['err']];
        foreach ($names as $i => $name) {
            $answers[$name] = ['ok' => isset($parts[2 * $i + 1]) && $parts[2 * $i + 1] === '0', 'out' => isset($parts[2 * $i]) ? $parts[2 * $i] : ''];
        }
        return $answers;
    }

    /** Asks the remote for its tags meanwhile. */
    public function startRemoteTags($remote)
    {
        return $this->start(['tags' => ['ls-remote', '--tags', $remote]], ['timeout' => 12, 'max' => 1048576, 'extra' => $this->sshEnvironment()]);
    }

    /** No questions and no new known_hosts entries; the repository's own ssh command is kept. */
    private function sshEnvironment()
    {
        return ['GIT_SSH_COMMAND' => (trim($this->setting('core.sshcommand')) ?: 'ssh')
            . ' -o BatchMode=yes -o UpdateHostKeys=no -o ConnectTimeout=8'];
    }

    /** Every value of every setting, as `config --list -z` says them; section and key in lower case, as git writes them. */
    public function take($list)
    {
        foreach (explode("\0", $list) as $entry) {
            $f = explode("\n", $entry, 2);
            $this->settings[$f[0]][] = isset($f[1]) ? $f[1] : '';
        }
    }

    public function settings()
    {
        return $this->settings;
    }

    /** The value that counts is the last one. */
    public function setting($key)
    {
        return isset($this->settings[$key]) ? end($this->settings[$key]) : '';
    }
}

final class Code
{
    private $git, $root, $facts;

    public function __construct($root, $privateFolder)
    {
        $this->root = $root;
        $this->git = $privateFolder !== null && Shell::has('git') ? new Git($root, $privateFolder) : null;
        if ($this->git && file_exists("$root/.git")) {
            $this->begin();
        }
    }

    /** Without git, which must not run on what a container's repository names: files alone, and the commit that HEAD holds. */
    public static function ofFiles($root)
    {
        $code = new self($root, null);
        $head = trim((string)Files::read("$root/.git/HEAD", 200));
        if (preg_match('~^ref: (refs/[\w./-]+)$~', $head, $m) && strpos($m[1], '..') === false) {
            $head = trim((string)Files::read("$root/.git/$m[1]", 200));
        }
        return ['isRepository' => false, 'whyNot' => 'It runs in a container.', 'composerJson' => '',
            'commit' => preg_match('/^[0-9a-f]{40,64}$/', $head) ? $head : ''] + $code->facts();
    }

    private $remoteTags = null;

    public function facts()
    {
        $f = ['isRepository' => false, 'whyNot' => $this->git ? '' : 'git is not installed'];
        if ($this->git) {
            $f = $this->repository() + $f;
            if ($f['isRepository']) {
                $f += $this->changes();
            }
        }
        return $f + $this->packages() + $this->interface_() + $this->configVersion()
            + ['migrationsOnDisk' => self::migrations($this->root), 'conflicted' => $this->conflicted(isset($f['modified']) ? $f['modified'] : []),
            'ownPackages' => isset($f['modified']) && in_array('composer.json', $f['modified'], true) ? $this->ownPackages() : []];
    }

    private function repository()
    {
        if (!file_exists("$this->root/.git")) {
            return ['whyNot' => 'There is no .git folder.'];
        }
        $said = $this->said = $this->git->finish($this->names, ['head', 'settings', 'tags', 'describe', 'stashes', 'others', 'own', 'made']);
        if (!$said['head']['ok']) {
            return ['whyNot' => Text::redact(Text::clip(strtok(trim($said['err']), "\n") ?: 'git gave no answer', 1000))];
        }
        $this->git->take($said['settings']['out']);
        list($commit, $shallow, $branch) = Text::lines($said['head']['out']) + ['', '', ''];
        $branch = strncmp($branch, 'refs/heads/', 11) === 0 ? substr($branch, 11) : '';
        $remotes = array_values(array_unique(preg_replace('/^remote\.(.+)\.[^.]+$/', '$1',
            array_map('strval', preg_grep('/^remote\..+\.[^.]+$/', array_keys($this->git->settings()))))));
        sort($remotes);
        $remote = $branch !== '' ? $this->git->setting("branch.$branch.remote") : '';
        if ($remote === '' || $remote === '.') {
            $remote = in_array('origin', $remotes, true) || !$remotes ? 'origin' : $remotes[0];
        }
        $tags = array_slice(Text::lines($said['tags']['out']), 0, 50);
        if (!$tags && $remotes) {
            $this->remoteTags = $this->git->startRemoteTags($remote);
        }
        $settings = $this->git->settings();
        $fetch = isset($settings["remote.$remote.fetch"]) ? $settings["remote.$remote.fetch"] : [];
        return [
            'isRepository' => true, 'whyNot' => '', 'commit' => $commit, 'branch' => $branch,
            'describe' => trim($said['describe']['out']),
            'remoteName' => in_array($remote, $remotes, true) ? $remote : '',
            'remoteUrl' => trim($this->git->setting("remote.$remote.url")),
            'shallow' => $shallow === 'true' || is_file("$this->root/.git/shallow"),
            'singleBranch' => $fetch && !in_array("+refs/heads/*:refs/remotes/$remote/*", $fetch, true)
                && !in_array("refs/heads/*:refs/remotes/$remote/*", $fetch, true),
            'tagsAtHead' => $tags, 'stashes' => array_slice(Text::lines($said['stashes']['out']), 0, 50),
            'ownCommits' => $said['own']['ok'] && $said['made']['ok'] ? self::ownCommits($said['own']['out'], $said['made']['out']) : [],
        ];
    }

    /** Tags of the remote that point at our commit; asked for only when the clone knows none. */
    public function remoteTagsAtHead($commit)
    {
        $answer = $this->remoteTags ? $this->git->finish($this->remoteTags, ['tags'])['tags'] : ['ok' => false, 'out' => ''];
        $tags = [];
        foreach (Text::lines($answer['ok'] ? $answer['out'] : '') as $line) {
            if (preg_match('~^([0-9a-f]{40,64})\trefs/tags/(.+?)(\^\{\})?$~', $line, $m) && $m[1] === $commit) {
                $tags[] = $m[2];
            }
        }
        return array_slice(array_values(array_unique($tags)), 0, 50);
    }

    private $names = null, $content = null, $said = [];

    /** All that git is asked, in two jobs beside each other. The second of the changes reads the index that the first has refreshed. */
    private function begin()
    {
        $diff = ['diff', '--no-ext-diff', '--no-renames', '--ignore-submodules'];
        $this->content = $this->git->start(['content' => array_merge(['-c', 'core.fileMode=false'], $diff, ['--name-status', '-z', 'HEAD', '--']),
            'modes' => array_merge($diff, ['--raw', '-z', 'HEAD', '--'])]);
        $this->names = $this->git->start(['head' => ['rev-parse', 'HEAD^{commit}', '--is-shallow-repository', '--symbolic-full-name', 'HEAD'],
            'settings' => ['config', '--list', '-z'], 'tags' => ['tag', '--points-at', 'HEAD'], 'describe' => ['describe', '--tags'],
            'stashes' => ['stash', 'list'], 'others' => ['ls-files', '--others', '--exclude-standard', '-z'],
            'own' => ['log', '--no-merges', '--format=%H %h %s', '--max-count=50', 'HEAD', '--not', '--remotes', '--tags'],
            'made' => ['log', '--walk-reflogs', '--format=%H %gs', '--max-count=2000', 'HEAD']]);
    }

    private function changes()
    {
        $f = ['modified' => [], 'deleted' => [], 'untracked' => [], 'modifiedCount' => 0, 'deletedCount' => 0,
            'untrackedCount' => 0, 'modeOnlyCount' => 0];
        $said = $this->git->finish($this->content, ['content', 'modes']);
        $content = $said['content'];
        $modes = $said['modes'];
        $changed = [];
        $parts = explode("\0", $content['out']);
        for ($i = 0; $i + 1 < count($parts); $i += 2) {
            $kind = $parts[$i] !== '' && $parts[$i][0] === 'D' ? 'deleted' : 'modified';
            $changed[$parts[$i + 1]] = true;
            if (++$f[$kind . 'Count'] <= 500) {
                $f[$kind][] = $parts[$i + 1];
            }
        }
        $parts = explode("\0", $modes['out']);
        for ($i = 0; $i + 1 < count($parts); $i += 2) {
            if (preg_match('/^:(\d+) (\d+) /', $parts[$i], $m) && $m[1] !== $m[2] && !isset($changed[$parts[$i + 1]])) {
                $f['modeOnlyCount']++;
            }
        }
        $others = $this->said['others'];
        foreach (array_filter(explode("\0", $others['out']), 'strlen') as $name) {
            if (++$f['untrackedCount'] <= 500) {
                $f['untracked'][] = $name;
            }
        }
        if (!$content['ok'] || !$modes['ok'] || !$others['ok']) {
            $f['whyNot'] = Text::redact(Text::clip(trim($said['err'] . $this->said['err']), 1000))
                ?: 'git took too long to compare the files';
        }
        return $f;
    }

    /** Names of the migrations that the packages on disk bring; those of df-mongo-logs belong to another database (facts §2). */
    private static function migrations($root)
    {
        $names = [];
        foreach (array_merge(glob("$root/vendor/dreamfactory/*/database/migrations", GLOB_NOSORT) ?: [], ["$root/database/migrations"]) as $folder) {
            foreach (strpos($folder, '/df-mongo-logs/') === false ? Files::names($folder, 2000) : [] as $file) {
                if (preg_match('/^\d{4}_\d\d_\d\d_\d{6}_\w+(?=\.php$)/', $file, $m)) {
                    $names[] = $m[0];
                }
            }
        }
        sort($names);
        return array_slice(array_values(array_unique($names)), 0, 5000);
    }

    /** Changed files in which `git stash pop` or a merge left its marks. */
    private function conflicted(array $modified)
    {
        $found = [];
        foreach (array_slice($modified, 0, 500) as $name) {
            $text = is_link("$this->root/$name") ? '' : (string)Files::read("$this->root/$name", 2097152);
            if (preg_match('/^<{7} /m', $text) && preg_match('/^>{7} /m', $text)) {
                $found[] = $name;
            }
        }
        return array_slice($found, 0, 100);
    }

    /** Commits in no tag and on no branch of a remote; what was pulled by name (the guide's way) is there too, so git's own diary decides. */
    private static function ownCommits($commits, $diary)
    {
        preg_match_all('/^([0-9a-f]{40,64}) (?:commit|cherry-pick|revert|am|rebase)\b/m', $diary, $made);
        $own = [];
        foreach (Text::lines($commits) as $line) {
            list($hash, $words) = explode(' ', $line, 2) + ['', ''];
            if (in_array($hash, $made[1], true)) {
                $own[] = Text::clip($words, 200);
            }
        }
        return $own;
    }

    /** What people asked for besides the release's own packages; the commercial edition's are another matter. */
    private function ownPackages()
    {
        $here = Files::json("$this->root/composer.json", 262144);
        $said = $this->git->finish($this->git->start(['json' => ['show', 'HEAD:composer.json']]), ['json'])['json'];
        $then = $said['ok'] ? json_decode($said['out'], true) : null;
        if (!isset($here['require'], $then['require'])) {
            return [];
        }
        return array_slice(array_values(array_filter(array_map('strval', array_keys(array_diff_key((array)$here['require'], (array)$then['require']))),
            function ($name) {
                return preg_match('~^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$~', $name) && strncmp($name, 'dreamfactory/', 13) !== 0;
            })), 0, 50);
    }

    private static function fromSource(array $packages)
    {
        $names = [];
        foreach ($packages as $p) {
            if (isset($p['installation-source'], $p['name']) && $p['installation-source'] === 'source' && is_string($p['name'])) {
                $names[] = $p['name'];
            }
        }
        return array_slice($names, 0, 200);
    }

    private static function versions(array $packages)
    {
        $map = [];
        foreach ($packages as $p) {
            if (isset($p['name'], $p['version']) && is_string($p['name']) && is_string($p['version'])) {
                $map[$p['name']] = Text::clip($p['version'], 200);
            }
        }
        return $map;
    }

    private $installed = [];

    private function packages()
    {
        $lock = Files::json("$this->root/composer.lock");
        $installed = Files::json("$this->root/vendor/composer/installed.json");
        $list = isset($installed['packages']) ? (array)$installed['packages'] : (array)$installed; // Composer 2 and 1
        $this->installed = self::versions($list);
        return [
            'lockHash' => isset($lock['content-hash']) ? (string)$lock['content-hash'] : (isset($lock['hash']) ? (string)$lock['hash'] : ''),
            'lockedPackages' => (object)self::versions(isset($lock['packages']) ? (array)$lock['packages'] : []),
            'installedPackages' => (object)$this->installed, 'fromSource' => self::fromSource($list),
            'composerJson' => (string)Files::read("$this->root/composer.json", 262144),
        ];
    }

    /** Facts §10: the package that is on disk, else the marks that the 6.x overlay leaves. */
    private function interface_()
    {
        $list = $this->installed;
        foreach (['dreamfactory/df-admin-interface' => 'angular', 'dreamfactory/df-admin-app' => 'angularjs'] as $name => $kind) {
            if (isset($list[$name])) {
                return ['uiGeneration' => $kind, 'uiVersion' => $list[$name]];
            }
        }
        $page = (string)Files::read("$this->root/public/dreamfactory/dist/index.html", 65536);
        if (strpos($page, 'dreamfactoryApp') !== false) {
            return ['uiGeneration' => 'angularjs', 'uiVersion' => ''];
        }
        if (strpos($page, '<df-root') !== false) {
            return ['uiGeneration' => 'angular', 'uiVersion' => ''];
        }
        $view = (string)Files::read("$this->root/resources/views/index.blade.php", 65536);
        $overlay = strpos($view, 'df-root') !== false || glob("$this->root/public/main.*.js");
        return ['uiGeneration' => $overlay ? '6.x' : 'none', 'uiVersion' => ''];
    }

    private function configVersion()
    {
        $text = (string)Files::read("$this->root/config/app.php", 262144);
        return ['configVersion' => preg_match('/^\s*[\'"]version[\'"]\s*=>\s*[\'"]([^\'"]{1,60})[\'"]/m', $text, $m) ? $m[1] : ''];
    }
}
