<?php
/** Where what comes has its place, below <id>.part until all of it is there. No path leads out of it, and no link that came is followed. */
final class Landing
{
    private $in, $id, $single, $part, $owners, $asRoot, $folders = [];

    public function __construct($in, $id, $single, array $owners)
    {
        $this->in = $in;
        $this->id = $id;
        $this->single = $single;
        $this->part = "$in/$id.part";
        $this->owners = $owners + ['users' => [], 'groups' => [], 'user' => '', 'group' => ''];
        $this->asRoot = !function_exists('posix_geteuid') ? is_writable('/') : posix_geteuid() === 0;
    }

    public function part($name)
    {
        return "$this->part/$name";
    }

    /** What was delivered before is brought up to date. */
    public function open()
    {
        $this->makeFolder($this->part);
        if ($this->single && is_file("$this->in/$this->id") && !is_file("$this->part/whole")) {
            $this->rename("$this->in/$this->id", "$this->part/whole");
        }
        if (!$this->single) {
            foreach (['files' => 'r', 'files-abs' => 'a'] as $name => $space) {
                if (is_dir("$this->in/$name") && !is_dir("$this->part/$space")) {
                    $this->rename("$this->in/$name", "$this->part/$space");
                }
                $this->makeFolder("$this->part/$space");
            }
        }
    }

    public function giveNames()
    {
        foreach ($this->single ? [$this->id => 'whole'] : ['files' => 'r', 'files-abs' => 'a'] as $name => $part) {
            $this->rename("$this->part/$part", "$this->in/$name");
        }
        $this->erase($this->part);
    }

    private function makeFolder($path)
    {
        if (!is_dir($path) && !@mkdir($path, 0700)) {
            throw $this->cannot($path);
        }
    }

    public function rename($from, $to)
    {
        if (!@rename($from, $to)) {
            throw $this->cannot($to);
        }
    }

    public function cannot($path)
    {
        $words = Consistent::lastWords();
        $reason = 'unwritable';
        $free = @disk_free_space(is_dir($this->in) ? $this->in : '/');
        if (preg_match('/No space left|errno=28\b|quota|errno=122\b/i', $words) || ($free !== false && $free < 65536)) {
            $reason = 'no-room';
        }
        return new Trouble($reason, $path, $words);
    }

    public function place(Entry $e)
    {
        if ($this->single) {
            if ($e->space !== '.' || $e->path !== '' || $e->type !== 'f') {
                throw new Trouble('garbled', $e->path, 'not the file that was asked for');
            }
            return "$this->part/whole"; // takes its name last
        }
        if ($e->space !== 'r' && $e->space !== 'a') {
            throw new Trouble('garbled', $e->path, 'space');
        }
        foreach (explode('/', $e->path) as $word) {
            if ($word === '' || $word === '.' || $word === '..') {
                throw new Trouble('bad-path', $e->path);
            }
        }
        return "$this->part/$e->space/$e->path";
    }

    /** Every folder on the way is a real one of ours: nothing is written through a link. */
    public function way($path)
    {
        $folder = dirname($path);
        if (isset($this->folders[$folder]) || $this->single || strlen($folder) <= strlen("$this->part/r")) {
            return;
        }
        $this->way($folder);
        clearstatcache();
        $st = @lstat($folder);
        if ($st && ($st['mode'] & 0170000) !== 0040000) {
            $this->erase($folder);
            $st = false;
        }
        if (!$st && !@mkdir($folder, 0700)) {
            throw $this->cannot($folder);
        }
        if ($st && !is_writable($folder)) { // its look is put right again at the end
            @chmod($folder, 0700);
        }
        $this->folders[$folder] = true;
    }

    /** A folder or a link. */
    public function make(Entry $e)
    {
        $place = $this->place($e);
        $this->way($place);
        if ($e->type === 'd') {
            $this->way("$place/.");
            return;
        }
        $this->erase($place);
        if (strpos($e->target, "\0") !== false || $e->target === '' || !@symlink($e->target, $place)) {
            throw $this->cannot($place);
        }
        $this->own($place, $e, true);
    }

    /** A file that is whole takes its place. */
    public function settle($file, Entry $e)
    {
        $place = $this->place($e);
        $this->way($place);
        $this->dress($file, $e);
        if (is_dir($place) && !is_link($place)) {
            $this->erase($place);
        }
        $this->rename($file, $place);
    }

    public function remove(Entry $e)
    {
        $place = $this->place($e);
        if ($this->isBelowFolders(dirname($place))) {
            $this->erase($place);
        }
    }

    /** Or is it gone with what it lay in, which may be something else by now? */
    private function isBelowFolders($folder)
    {
        clearstatcache();
        return strlen($folder) <= strlen("$this->part/r") || (is_dir($folder) && !is_link($folder) && $this->isBelowFolders(dirname($folder)));
    }

    private function erase($path)
    {
        $this->folders = is_dir($path) && !is_link($path) ? [] : $this->folders;
        if (is_link($path) || is_file($path)) {
            @unlink($path);
        } elseif (is_dir($path)) {
            @chmod($path, 0700);
            foreach (array_diff(scandir($path), ['.', '..']) as $name) {
                $this->erase("$path/$name");
            }
            @rmdir($path);
        } elseif (file_exists($path)) {
            @unlink($path);
        }
        clearstatcache();
        if (@lstat($path) !== false) {
            throw $this->cannot($path);
        }
    }

    public function dress($path, Entry $e)
    {
        $mode = $this->single ? 0600 : octdec($e->mode) & 07777;
        if ($e->type === 'f' && $this->asRoot && in_array($this->userFor($e), ['', 'root'], true)) {
            $mode &= 01777; // no program that runs as root comes from elsewhere
        }
        $this->own($path, $e, false);
        if (!@chmod($path, $mode)) {
            throw $this->cannot($path);
        }
        if (!$this->single) {
            @touch($path, (int)$e->mtime);
        }
    }

    /** Last and from below, so that a folder nobody may write to could be filled. */
    public function dressFolders(array $entries)
    {
        $folders = array_filter($entries, function (Entry $e) {
            return $e->type === 'd';
        });
        krsort($folders, SORT_STRING);
        foreach ($folders as $e) {
            $this->dress($this->place($e), $e);
        }
    }

    private function userFor(Entry $e)
    {
        return isset($this->owners['users'][$e->owner]) ? $this->owners['users'][$e->owner] : $this->owners['user'];
    }

    private function own($path, Entry $e, $link)
    {
        if ($this->single || !$this->asRoot) {
            return;
        }
        $user = $this->userFor($e);
        $group = isset($this->owners['groups'][$e->group]) ? $this->owners['groups'][$e->group] : $this->owners['group'];
        $ok = ($user === '' || ($link ? @lchown($path, $user) : @chown($path, $user)))
            && ($group === '' || ($link ? @lchgrp($path, $group) : @chgrp($path, $group)));
        if (!$ok) {
            throw new Trouble('owner', $path, "$user:$group");
        }
    }
}
