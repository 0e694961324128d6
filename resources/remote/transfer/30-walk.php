<?php
/**
 * Goes through what was chosen, folder by folder, without following a link. It works from inside each folder, and only where that
 * is the folder it should be: a link put in its place meanwhile leads nowhere.
 */
final class Walk
{
    private $root, $paths, $leaveOut = [], $names = ['u' => [], 'g' => []];
    public $problem; ///< called with reason, space and path of what is left out

    public function __construct($root, array $paths, array $leaveOut)
    {
        $this->root = rtrim($root, '/');
        $this->paths = $paths;
        foreach ($leaveOut as $path) {
            $path = rtrim($path[0] === '/' ? $path : "$this->root/$path", '/');
            $this->leaveOut[$path] = true;
            $this->leaveOut[(string)realpath($path)] = true;
        }
        $this->problem = function () {
        };
    }

    /** $visit is called with an Entry and the name under which it can be opened from the folder that PHP is in. */
    public function each($visit)
    {
        $parents = [];
        foreach ($this->paths as $path) {
            $this->top($path, $visit, $parents);
        }
    }

    private function top($path, $visit, array &$parents)
    {
        $absolute = $path[0] === '/';
        $words = array_values(array_filter(explode('/', $path), function ($word) {
            return $word !== '' && $word !== '.';
        }));
        if (in_array('..', $words, true)) {
            throw new Trouble('bad-path', $path);
        }
        $space = $absolute ? 'a' : 'r';
        $real = (string)realpath($absolute ? '/' : $this->root);
        $last = array_pop($words);
        if ($last === null) { // all of it
            $this->folder($space, $real, '', $visit);
            return;
        }
        $sofar = '';
        foreach ($words as $word) {
            $sofar .= ($sofar === '' ? '' : '/') . $word;
            $real = $this->parent($real, $word, $path);
            if (!isset($parents["$space/$sofar"])) {
                $parents["$space/$sofar"] = true;
                $visit($this->entry(lstat($real), $space, $sofar), '');
            }
        }
        if (isset($this->leaveOut[($real === '/' ? '' : $real) . "/$last"])) {
            return;
        }
        $this->enter($real, $path);
        $st = @lstat("./$last");
        if ($st === false) {
            throw new Trouble('missing', $path);
        }
        $named = $sofar === '' ? $last : "$sofar/$last";
        $to = ($st['mode'] & 0170000) === 0120000 ? realpath("./$last") : false;
        if ($to === false) {
            $this->one($space, $real, $named, $last, $visit);
        } elseif ($this->counts($st)) {
            $this->whereItLeads($space, $to, $named, $visit);
        } else {
            call_user_func($this->problem, 'link', $space, $named);
            $this->one($space, $real, $named, $last, $visit);
        }
    }

    /** What was chosen is a link: who chose it saw, and wants, what is there. */
    private function whereItLeads($space, $to, $path, $visit)
    {
        if (isset($this->leaveOut[$to])) {
            return;
        }
        if (is_dir($to)) {
            $visit($this->entry(lstat($to), $space, $path), '');
            $this->folder($space, $to, $path, $visit);
        } else {
            $folder = dirname($to);
            $this->enter($folder, $path);
            $this->one($space, $folder, $path, substr($to, strrpos($to, '/') + 1), $visit);
        }
    }

    /** A link that root or the installation's owner made, and not whoever may write there. */
    private function counts($st)
    {
        return $st['uid'] === 0 || $st['uid'] === lstat($this->root === '' ? '/' : $this->root)['uid'];
    }

    /** On the way to what was chosen a link counts that root or the installation's owner made: "storage" may lie on another disk. */
    private function parent($real, $word, $path)
    {
        $next = ($real === '/' ? '' : $real) . "/$word";
        clearstatcache();
        $st = @lstat($next);
        if ($st === false) {
            throw new Trouble('missing', $path);
        }
        if (($st['mode'] & 0170000) === 0120000) {
            $to = realpath($next);
            if ($to === false || !$this->counts($st)) {
                throw new Trouble('link', $next);
            }
            return $to;
        }
        if (($st['mode'] & 0170000) !== 0040000) {
            throw new Trouble('missing', $path);
        }
        return $next;
    }

    private function enter($real, $path)
    {
        if (!@chdir($real)) {
            throw new Trouble('unreadable', $real, Consistent::lastWords());
        }
        if (getcwd() !== $real) {
            throw new Trouble('link', $real);
        }
    }

    private function folder($space, $real, $path, $visit)
    {
        $this->enter($real, $path);
        $names = @scandir('.');
        if ($names === false) {
            throw new Trouble('unreadable', $real, Consistent::lastWords());
        }
        $folders = [];
        foreach ($names as $name) {
            if ($name === '.' || $name === '..' || isset($this->leaveOut["$real/$name"]) || isset($this->leaveOut["$this->root/$path/$name"])) {
                continue;
            }
            $below = $path === '' ? $name : "$path/$name";
            if (is_dir("./$name") && !is_link("./$name")) {
                $folders[$name] = $below;
            } elseif (!Consistent::isJournal("./$name")) {
                $this->one($space, $real, $below, $name, $visit);
            }
        }
        foreach ($folders as $name => $below) {
            $this->enter($real, $path);
            $this->one($space, $real, $below, (string)$name, $visit);
        }
    }

    private function one($space, $real, $path, $name, $visit)
    {
        clearstatcache();
        $st = @lstat("./$name");
        if ($st === false) {
            return; // gone since it was listed
        }
        $entry = $this->entry($st, $space, $path);
        if ($entry === null) {
            call_user_func($this->problem, 'special', $space, $path);
            return;
        }
        if ($entry->type === 'l') {
            $entry->target = (string)@readlink("./$name");
        }
        $visit($entry, "./$name");
        if ($entry->type === 'd') {
            $this->folder($space, ($real === '/' ? '' : $real) . "/$name", $path, $visit);
        }
    }

    /** null: no file, folder or link */
    public function entry($st, $space, $path)
    {
        $types = [0100000 => 'f', 0040000 => 'd', 0120000 => 'l'];
        $kind = $st['mode'] & 0170000;
        if (!isset($types[$kind])) {
            return null;
        }
        return Entry::of(['type' => $types[$kind], 'mode' => decoct($st['mode'] & 07777), 'owner' => $this->name('u', $st['uid']),
            'group' => $this->name('g', $st['gid']), 'size' => $types[$kind] === 'f' ? $st['size'] : 0, 'mtime' => $st['mtime'],
            'ctime' => $st['ctime'], 'checked' => time(), 'space' => $space, 'path' => $path]);
    }

    private function name($kind, $id)
    {
        if (!isset($this->names[$kind][$id])) {
            $file = $kind === 'u' ? '/etc/passwd' : '/etc/group';
            if (!isset($this->names[$kind][$id]) && function_exists('posix_getpwuid')) {
                $known = $kind === 'u' ? posix_getpwuid($id) : posix_getgrgid($id);
            } else {
                $known = self::listed($file, $id);
            }
            $this->names[$kind][$id] = $known ? $known['name'] : "#$id";
        }
        return $this->names[$kind][$id];
    }

    private static function listed($file, $id)
    {
        foreach (@file($file, FILE_IGNORE_NEW_LINES) ?: [] as $line) {
            $words = explode(':', $line);
            if (isset($words[2]) && $words[2] === (string)$id) {
                return ['name' => $words[0]];
            }
        }
        return null;
    }
}
