<?php
/**
 * The new server's end: writes what comes below <id>.part, keeps a journal of what is whole, and gives it its name when all of it
 * is. Trusts nothing that it is sent: no path leads out of its folder, and no link that came is followed.
 */
final class Receiver
{
    private $in, $id, $single, $owners, $part, $entries = [], $journal, $lock, $out = null, $current = null, $digest, $blocks = null,
        $written = 0, $files = 0, $bytes = 0, $folders = [], $asRoot, $acked = 0.0, $ackedBytes = 0, $partial = null, $stream, $base = 0, $safe = 0,
        $safeBlocks = 0, $settled = 0, $settling = null;

    public function __construct(array $want)
    {
        $this->in = $want['in'];
        $this->id = $want['id'];
        $this->single = $want['kind'] !== 'files';
        $this->owners = $want['owners'] + ['users' => [], 'groups' => [], 'user' => '', 'group' => ''];
        $this->part = "$this->in/$this->id.part";
        $this->stream = $want['stream'];
        $this->asRoot = !function_exists('posix_geteuid') ? is_writable('/') : posix_geteuid() === 0;
    }

    public static function main()
    {
        df_transfer(function () {
            $frame = Wire::get();
            $want = $frame && $frame[0] === 'q' ? json_decode($frame[1], true) : null;
            if (!is_array($want) || !preg_match('/\A[A-Za-z0-9][A-Za-z0-9._-]*\z/', $want['id'])) {
                throw new Trouble('garbled', '', 'no wish');
            }
            $receiver = new self($want);
            $receiver->run();
        });
    }

    private function run()
    {
        if (!is_dir($this->in)) {
            throw new Trouble('missing', $this->in);
        }
        $this->lockIt();
        if (is_file("$this->in/$this->id.done")) {
            $this->tellDone((string)file_get_contents("$this->in/$this->id.done"), true);
            return;
        }
        $this->open();
        if (!$this->goOn()) {
            $this->tellState();
        }
        $this->base -= Wire::$taken;
        Wire::$whenLost = [$this, 'remember'];
        while ($frame = Wire::get()) {
            if ($frame[0] === 'X') {
                Wire::$whenLost = null;
                $this->finish(explode("\0", $frame[1] . "\0\0"));
                return;
            }
            $this->take($frame[0], $frame[1]);
            $this->acknowledge();
        }
        $this->remember();
        throw new Trouble('cut', ''); // what came so far stays
    }

    // ---- a stream whose line was cut, and that goes on --------------------------------------------------------------------

    /** Up to where the stream has left its traces on the disk. */
    public function remember()
    {
        $this->drop();
        if ($this->stream !== '') {
            @file_put_contents("$this->part/position", Wire::json(['stream' => $this->stream, 'position' => $this->safe,
                'blocks' => $this->safeBlocks, 'bytes' => $this->bytes - ($this->safeBlocks ? $this->written - $this->safeBlocks * Wire::BLOCK : 0),
                'files' => $this->files]));
        }
    }

    private function goOn()
    {
        $file = "$this->part/position";
        $was = is_file($file) ? json_decode((string)file_get_contents($file), true) : null;
        @unlink($file);
        if (!is_array($was) || $this->stream === '' || $was['stream'] !== $this->stream) {
            return false;
        }
        if ($was['blocks'] > 0) {
            if (!$this->partial || $this->partial[1] < $was['blocks']) {
                return false;
            }
            $this->continueFile($this->partial[0], $was['blocks']);
        }
        $this->bytes = $was['bytes'];
        $this->files = $was['files'];
        $this->base = $this->safe = $was['position'];
        $this->safeBlocks = $was['blocks'];
        Wire::put('t', Wire::fields([$this->safe]));
        Wire::flush();
        return true;
    }

    /** A point from which the stream could go on later: between two files, or after a whole block of a long one. */
    private function isSafe($wholeBlock)
    {
        if (!$this->out || ($wholeBlock && $this->blocks)) {
            $this->safe = $this->base + Wire::$taken;
            $this->safeBlocks = $this->out ? (int)($this->written / Wire::BLOCK) : 0;
        }
    }

    /** One at a time. The one before may not have seen yet that its line is cut; it ends when its input does, or is ended. */
    private function lockIt()
    {
        $this->lock = @fopen("$this->in/$this->id.lock", 'c+');
        if (!$this->lock) {
            throw $this->cannot("$this->in/$this->id.lock");
        }
        for ($n = 0; !flock($this->lock, LOCK_EX | LOCK_NB); $n++) {
            $pid = (int)stream_get_contents($this->lock, -1, 0);
            if ($n === 30 && $pid > 1 && function_exists('posix_kill')) {
                posix_kill($pid, 15);
            }
            if ($n === 300) {
                throw new Trouble('locked', "$this->in/$this->id.lock", (string)$pid);
            }
            usleep(100000);
            Wire::tick('a', Wire::fields([0, 0, 0]));
        }
        ftruncate($this->lock, 0);
        rewind($this->lock);
        fwrite($this->lock, (string)getmypid());
        fflush($this->lock);
    }

    private function open()
    {
        $this->makeFolder($this->part);
        if ($this->single && is_file("$this->in/$this->id") && !is_file("$this->part/whole")) {
            $this->rename("$this->in/$this->id", "$this->part/whole");
        }
        if (!$this->single) {
            foreach (['files' => 'r', 'files-abs' => 'a'] as $name => $space) {
                if (is_dir("$this->in/$name") && !is_dir("$this->part/$space")) { // delivered before: brought up to date
                    $this->rename("$this->in/$name", "$this->part/$space");
                }
                $this->makeFolder("$this->part/$space");
            }
        }
        $this->readJournal();
        $this->readPartial();
    }

    private function makeFolder($path)
    {
        if (!is_dir($path) && !@mkdir($path, 0700)) {
            throw $this->cannot($path);
        }
    }

    private function rename($from, $to)
    {
        if (!@rename($from, $to)) {
            throw $this->cannot($to);
        }
    }

    private function cannot($path)
    {
        $words = Consistent::lastWords();
        $reason = 'unwritable';
        $free = @disk_free_space(is_dir($this->in) ? $this->in : '/');
        if (preg_match('/No space left|errno=28\b|quota|errno=122\b/i', $words) || ($free !== false && $free < 65536)) {
            $reason = 'no-room';
        }
        return new Trouble($reason, $path, $words);
    }

    // ---- what is there already ----------------------------------------------------------------------------------------

    private static function boot()
    {
        return trim((string)@file_get_contents('/proc/sys/kernel/random/boot_id'));
    }

    /** Each line of it is written when its file is whole. After a crash of the machine nothing is believed unread. */
    private function readJournal()
    {
        $file = "$this->in/$this->id.journal";
        $text = is_file($file) ? (string)file_get_contents($file) : '';
        $sure = false;
        for ($at = 0; strlen($text) - $at >= 5; $at += 5 + $length) {
            $length = unpack('N', substr($text, $at + 1, 4))[1];
            if (strlen($text) - $at - 5 < $length) {
                break;
            }
            $payload = substr($text, $at + 5, $length);
            if ($text[$at] === 'B') {
                $sure = $payload === self::boot();
            } elseif ($text[$at] === 'E') {
                $e = Entry::read($payload);
                $this->entries[$e->key()] = $e;
            } elseif ($text[$at] === 'R') {
                unset($this->entries[$payload]);
            }
        }
        $text = '';
        foreach ($this->entries as $key => $e) {
            if (!$this->isThere($e, $sure)) {
                unset($this->entries[$key]);
            }
            Wire::tick('a', Wire::fields([0, 0, 0]));
        }
        $this->journal = @fopen("$file.new", 'wb');
        if (!$this->journal) {
            throw $this->cannot("$file.new");
        }
        $this->note('B', self::boot());
        foreach ($this->entries as $e) {
            $this->note('E', $e->text(true));
        }
        $this->rename("$file.new", $file);
    }

    private function note($type, $payload)
    {
        $record = $type . pack('N', strlen($payload)) . $payload;
        if (@fwrite($this->journal, $record) !== strlen($record)) {
            throw $this->cannot("$this->in/$this->id.journal");
        }
    }

    private function isThere(Entry $e, $sure)
    {
        $path = $this->place($e);
        clearstatcache();
        $st = @lstat($path);
        $types = ['f' => 0100000, 'd' => 0040000, 'l' => 0120000];
        if (!$st || !isset($types[$e->type]) || ($st['mode'] & 0170000) !== $types[$e->type]) {
            return false;
        }
        if ($e->type === 'l') {
            return readlink($path) === $e->target;
        }
        return $e->type === 'd' || ((string)$st['size'] === $e->size && ($sure || self::hashOfFile($path) === $e->hash));
    }

    private static function hashOfFile($path)
    {
        $handle = @fopen($path, 'rb');
        $digest = new Digest();
        while ($handle && ($piece = (string)Sender::readBlock($handle, Wire::BLOCK)) !== '') {
            $digest->add(Digest::sum($piece));
            Wire::tick('a', Wire::fields([0, 0, 0]));
        }
        return $digest->hex();
    }

    /** How many blocks of the file that was under way are good. */
    private function readPartial()
    {
        $text = is_file("$this->part/now.entry") ? (string)file_get_contents("$this->part/now.entry") : '';
        $sums = is_file("$this->part/now.sums") ? (string)file_get_contents("$this->part/now.sums") : '';
        $handle = $text === '' ? false : @fopen("$this->part/now", 'rb');
        if (!$handle) {
            return;
        }
        $digest = new Digest();
        for ($n = 0; strlen($sums) >= 32 * ($n + 1); $n++) {
            $piece = (string)Sender::readBlock($handle, Wire::BLOCK);
            $sum = substr($sums, 32 * $n, 32);
            if (strlen($piece) !== Wire::BLOCK || Digest::sum($piece) !== $sum) {
                break;
            }
            $digest->add($sum);
            Wire::tick('a', Wire::fields([0, 0, 0]));
        }
        if ($n > 0) {
            $this->partial = [Entry::read($text), $n, $digest];
        }
    }

    private function tellState()
    {
        foreach ($this->entries as $e) {
            Wire::put('h', $e->text(true));
        }
        if ($this->partial) {
            list($e, $n, $digest) = $this->partial;
            Wire::put('p', Wire::fields([$e->space, $e->path, $n, $digest->ofBlocks()]));
        }
        Wire::put('.');
        Wire::flush();
    }

    // ---- what comes ---------------------------------------------------------------------------------------------------

    private function take($type, $payload)
    {
        switch ($type) {
            case 'D': $this->data($payload); break;
            case 'E': $this->begin(Entry::read($payload)); break;
            case 'Z': $this->end(explode("\0", $payload . "\0")); break;
            case 'M': $this->same(Entry::read($payload)); break;
            case 'R': $this->remove(explode("\0", $payload . "\0")); break;
            case 'U':
                list($files, $bytes) = explode("\0", $payload . "\0");
                $this->files += (int)$files;
                $this->bytes += (int)$bytes;
                break;
            case 'S':
                $said = json_decode($payload, true);
                $this->stream = isset($said['stream']) ? (string)$said['stream'] : '';
                break;
            case 'Q': throw new Trouble('other-end', '');
            case 'K': case 'P': case 'W': case 'X': break;
            default: throw new Trouble('garbled', '', 'a frame of type ' . ord($type));
        }
        $this->isSafe($type === 'D' && strlen($payload) === Wire::BLOCK + 32);
    }

    private function acknowledge()
    {
        if (microtime(true) - $this->acked >= 0.1 || $this->bytes - $this->ackedBytes >= 2097152) {
            $this->acked = microtime(true);
            $this->ackedBytes = $this->bytes;
            Wire::put('a', Wire::fields([$this->bytes, $this->files, $this->safe]));
            Wire::flush();
        }
    }

    private function place(Entry $e)
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
    private function way($path)
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

    private function begin(Entry $e)
    {
        $this->drop();
        $place = $this->place($e);
        $this->way($place);
        if ($e->type === 'd') {
            $this->way("$place/.");
            $this->keep($e);
        } elseif ($e->type === 'l') {
            $this->erase($place);
            if (strpos($e->target, "\0") !== false || $e->target === '' || !@symlink($e->target, $place)) {
                throw $this->cannot($place);
            }
            $this->own($place, $e, true);
            $this->keep($e);
        } elseif ($e->type === 'f') {
            $this->beginFile($e);
        } else {
            throw new Trouble('garbled', $e->path, 'type');
        }
    }

    private function beginFile(Entry $e)
    {
        $now = "$this->part/now";
        $this->current = $e;
        $start = (int)$e->blocks;
        if ($start > 0) {
            if (!$this->partial || $this->partial[0]->key() !== $e->key() || $this->partial[1] !== $start) {
                throw new Trouble('garbled', $e->path, 'going on where nothing is');
            }
            $this->continueFile($e, $start);
        } else {
            foreach (['.entry', '.sums', ''] as $suffix) {
                @unlink($now . $suffix);
            }
            $this->digest = new Digest();
            $this->out = @fopen($now, 'wb');
            $long = (int)$e->size > Wire::BLOCK || (int)$e->size < 0;
            $this->blocks = $long ? @fopen("$now.sums", 'wb') : null;
            if (!$this->out || $this->blocks === false || ($long && @file_put_contents("$now.entry", $e->text()) === false)) {
                throw $this->cannot($now);
            }
        }
        stream_set_write_buffer($this->out, 0);
        $this->partial = null;
        $this->written = $start * Wire::BLOCK;
        $this->bytes += $this->written;
    }

    private function continueFile(Entry $e, $start)
    {
        $now = "$this->part/now";
        $this->current = $e;
        $this->digest = new Digest();
        foreach (str_split((string)@file_get_contents("$now.sums", false, null, 0, 32 * $start), 32) as $sum) {
            $this->digest->add($sum);
        }
        $this->out = @fopen($now, 'r+b');
        $this->blocks = @fopen("$now.sums", 'r+b');
        if (!$this->out || !$this->blocks || !ftruncate($this->out, $start * Wire::BLOCK) || !ftruncate($this->blocks, $start * 32)) {
            throw $this->cannot($now);
        }
        fseek($this->out, 0, SEEK_END);
        fseek($this->blocks, 0, SEEK_END);
        stream_set_write_buffer($this->out, 0);
        $this->written = $start * Wire::BLOCK;
    }

    private function data($payload)
    {
        $sum = substr($payload, 0, 32);
        $piece = (string)substr($payload, 32);
        if (!$this->out || strlen($payload) <= 32 || strlen($piece) > Wire::BLOCK) {
            throw new Trouble('garbled', '', 'data of no file');
        }
        if (Digest::sum($piece) !== $sum) {
            throw new Trouble('corrupt', $this->current->path, 'a block is not what was sent');
        }
        if (@fwrite($this->out, $piece) !== strlen($piece)) {
            throw $this->cannot($this->place($this->current));
        }
        if ($this->blocks && @fwrite($this->blocks, $sum) !== 32) {
            throw $this->cannot("$this->part/now.sums");
        }
        $this->digest->add($sum);
        $this->written += strlen($piece);
        $this->bytes += strlen($piece);
        $this->settleSome();
    }

    private function end(array $fields)
    {
        $e = $this->current;
        if (!$e || !$this->out) {
            throw new Trouble('garbled', '', 'the end of no file');
        }
        $e->hash = $this->digest->hex();
        if ($e->hash !== $fields[0] || (string)$this->written !== $fields[1]) {
            @unlink("$this->part/now.entry");
            throw new Trouble('corrupt', $e->path, 'the file is not what was sent');
        }
        $e->size = (string)$this->written;
        $e->blocks = '0';
        if (!fclose($this->out)) {
            throw $this->cannot("$this->part/now");
        }
        $this->out = null;
        $place = $this->place($e);
        $this->dress("$this->part/now", $e);
        if (is_dir($place) && !is_link($place)) {
            $this->erase($place);
        }
        $this->rename("$this->part/now", $place);
        if ($this->blocks) {
            $this->drop();
            @unlink("$this->part/now.entry");
            @unlink("$this->part/now.sums");
        }
        $this->current = null;
        $this->files += isset($this->entries[$e->key()]) && $this->entries[$e->key()]->hash === $e->hash ? 0 : 1;
        $this->keep($e);
    }

    /** The same content as it was, with another look. */
    private function same(Entry $e)
    {
        $key = $e->key();
        if (!isset($this->entries[$key]) || $e->type !== 'f' || $this->entries[$key]->type !== 'f') {
            throw new Trouble('garbled', $e->path, 'nothing that could be the same');
        }
        $e->hash = $this->entries[$key]->hash;
        $this->way($this->place($e));
        $this->dress($this->place($e), $e);
        $this->keep($e);
    }

    private function remove(array $fields)
    {
        $e = Entry::of(['space' => $fields[0], 'path' => $fields[1]]);
        $place = $this->place($e);
        if ($this->isBelowFolders(dirname($place))) {
            $this->erase($place);
        }
        unset($this->entries[$e->key()]);
        $this->note('R', $e->key());
    }

    /** Or is it gone with what it lay in, which may be something else by now? */
    private function isBelowFolders($folder)
    {
        clearstatcache();
        return strlen($folder) <= strlen("$this->part/r") || (is_dir($folder) && !is_link($folder) && $this->isBelowFolders(dirname($folder)));
    }

    private function keep(Entry $e)
    {
        $this->entries[$e->key()] = $e;
        $this->note('E', $e->text(true));
    }

    private function drop()
    {
        foreach (['out', 'blocks'] as $handle) {
            if ($this->$handle) {
                fclose($this->$handle);
            }
            $this->$handle = null;
        }
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

    private function dress($path, Entry $e)
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

    // ---- the end ------------------------------------------------------------------------------------------------------

    private function finish(array $fields)
    {
        $this->drop();
        $lines = [];
        $files = $bytes = 0;
        foreach ($this->entries as $key => $e) {
            $lines[$key] = $e->line();
            $files += $e->type === 'f' ? 1 : 0;
            $bytes += $e->type === 'f' ? (int)$e->size : 0;
        }
        $hash = Entry::digest($lines);
        if ($hash !== $fields[0]) {
            @unlink("$this->in/$this->id.journal"); // nothing is believed next time
            throw new Trouble('corrupt', '', "all of it: $hash here, $fields[0] there");
        }
        $this->dressFolders();
        $this->settle();
        foreach ($this->single ? [$this->id => 'whole'] : ['files' => 'r', 'files-abs' => 'a'] as $name => $part) {
            $this->rename("$this->part/$part", "$this->in/$name");
        }
        $this->erase($this->part);
        $one = $this->single ? reset($this->entries)->hash : $hash;
        $text = "sha256\t$one\nbytes\t$bytes\nfiles\t$files\n";
        if (@file_put_contents("$this->in/$this->id.done.new", $text) !== strlen($text)) {
            throw $this->cannot("$this->in/$this->id.done");
        }
        $this->rename("$this->in/$this->id.done.new", "$this->in/$this->id.done");
        $this->tellDone($text, false);
    }

    /** Last and from below, so that a folder nobody may write to could be filled. */
    private function dressFolders()
    {
        $folders = array_filter($this->entries, function (Entry $e) {
            return $e->type === 'd';
        });
        krsort($folders, SORT_STRING);
        foreach ($folders as $e) {
            $this->dress($this->place($e), $e);
        }
    }

    private function sync($what)
    {
        $nothing = ['file', '/dev/null', 'r+'];
        return proc_open($what, [$nothing, $nothing, $nothing], $pipes);
    }

    /** While more comes the disk works already, so that the end isn't waited for. */
    private function settleSome()
    {
        if ($this->bytes - $this->settled < 67108864 || ($this->settling && proc_get_status($this->settling)['running'])) {
            return;
        }
        $this->settled = $this->bytes;
        $this->settling = $this->sync('exec sync -d ' . Source::quote("$this->part/now"));
    }

    private function settle()
    {
        fflush($this->journal);
        $ack = Wire::fields([$this->bytes, $this->files, $this->safe]);
        $sync = $this->sync('sync -f ' . Source::quote($this->in) . ' || exec sync'); // older ones know no -f
        while (is_resource($sync) && proc_get_status($sync)['running']) {
            Wire::tick('a', $ack);
            usleep(5000);
        }
    }

    private function tellDone($text, $before)
    {
        preg_match_all('/^(sha256|bytes|files)\t(.*)$/m', $text, $m);
        $values = array_combine($m[1], $m[2]) + ['sha256' => '', 'bytes' => 0, 'files' => 0];
        Wire::put('d', Wire::fields([$values['sha256'], $values['bytes'], $values['files'], $before ? 'before' : 'now']));
    }
}
