<?php
/** The old server's end. Reads what was asked for and writes it as frames; changes nothing but its own private folder. */
final class Sender
{
    private $want, $have = [], $partial = [], $lines = [], $files = 0, $bytes = 0, $skippedFiles = 0, $skippedBytes = 0;

    public function __construct(array $want)
    {
        $this->want = $want + ['root' => '', 'source' => '', 'paths' => [], 'leaveOut' => [], 'stream' => '', 'env' => '', 'dumpTool' => ''];
    }

    public static function main()
    {
        Temp::goesWithUs();
        df_transfer(function () {
            $frame = Wire::get();
            $want = $frame && $frame[0] === 'q' ? json_decode($frame[1], true) : null;
            if (!is_array($want)) {
                throw new Trouble('garbled', '', 'no wish');
            }
            $sender = new self($want);
            $sender->readState();
            $sender->run();
        });
    }

    /** What the new server has already: entries with their hashes, and how far the file is that was under way. */
    private function readState()
    {
        while (($frame = Wire::get()) && $frame[0] !== '.') {
            if ($frame[0] === 'h') {
                $e = Entry::read($frame[1]);
                $this->have[$e->key()] = $e;
            } elseif ($frame[0] === 'p') {
                list($space, $path, $blocks, $hash) = explode("\0", $frame[1] . "\0\0\0");
                $this->partial["$space/$path"] = [(int)$blocks, $hash];
            }
        }
        if (!$frame) {
            throw new Trouble('garbled', '', 'the state has no end');
        }
    }

    private function run()
    {
        Wire::put('S', Wire::json(['stream' => $this->want['stream'], 'kind' => $this->want['kind']]));
        Wire::flush();
        switch ($this->want['kind']) {
            case 'file':
                $this->single($this->want['source'], $this->want['source']);
                break;
            case 'files':
                $this->tree();
                break;
            case 'tables':
                $this->text(Source::tables($this->want));
                break;
            case 'database':
                $this->database();
                break;
            default:
                throw new Trouble('garbled', '', 'kind ' . $this->want['kind']);
        }
        Wire::put('X', Wire::fields([Entry::digest($this->lines), $this->files, $this->bytes]));
    }

    private function tree()
    {
        $walk = new Walk($this->want['root'], $this->want['paths'], $this->want['leaveOut']);
        $count = [0, 0];
        $seen = [];
        $walk->each(function (Entry $e) use (&$count, &$seen) {
            $seen[$e->key()] = true;
            $count[0] += $e->type === 'f' ? 1 : 0;
            $count[1] += (int)$e->size;
            Wire::tick();
        });
        Wire::put('P', Wire::fields($count));
        $walk->problem = function ($reason, $space, $path) {
            Wire::put('W', Wire::fields([$reason, $space, $path]));
        };
        $this->tellGone(array_diff_key($this->have, $seen)); // first: what is a file now may have been a folder
        $seen = [];
        $walk->each(function (Entry $e, $name) use (&$seen) {
            $seen[$e->key()] = true;
            $this->one($e, $name);
        });
        $this->tellGone(array_diff_key($this->have, $seen));
        $this->tellSkipped();
        $this->tellLists();
    }

    private function tellLists()
    {
        $paths = [];
        foreach ($this->want['paths'] as $path) {
            $paths[] = realpath($path[0] === '/' ? $path : $this->want['root'] . '/' . $path);
        }
        Lists::each(array_filter($paths), function ($path) {
            Wire::put('W', Wire::fields(['list', 'a', $path]));
        });
    }

    private function tellGone(array $gone)
    {
        foreach ($gone as $key => $e) {
            Wire::put('R', Wire::fields([$e->space, $e->path]));
            unset($this->have[$key]);
        }
    }

    private function one(Entry $e, $name)
    {
        if ($e->type === 'f') {
            $this->file($e, $name);
            return;
        }
        $was = isset($this->have[$e->key()]) ? $this->have[$e->key()] : null;
        $same = $was && $was->type === $e->type && $was->target === $e->target && $this->sameLook($was, $e) && $was->mtime === $e->mtime;
        if (!$same) {
            Wire::put('E', $e->text());
        }
        $this->lines[$e->key()] = $e->line();
    }

    private function sameLook(Entry $a, Entry $b)
    {
        return $a->mode === $b->mode && $a->owner === $b->owner && $a->group === $b->group;
    }

    /** One file that stands for the whole parcel. */
    private function single($path, $named)
    {
        clearstatcache();
        $st = @stat($path);
        if ($st === false || ($st['mode'] & 0170000) !== 0100000) {
            throw new Trouble('missing', $named);
        }
        Wire::put('P', Wire::fields([1, $st['size']]));
        $e = Entry::of(['size' => $st['size'], 'mtime' => $st['mtime'], 'ctime' => $st['ctime'], 'checked' => time()]);
        $this->bytesOf($e, $path, $named);
        $this->tellSkipped();
    }

    private function text($text)
    {
        Wire::put('P', Wire::fields([1, strlen($text)]));
        $at = 0;
        $this->stream(Entry::of(['size' => strlen($text)]), function () use ($text, &$at) {
            $piece = (string)substr($text, $at, Wire::BLOCK);
            $at += strlen($piece);
            return $piece;
        });
    }

    private function database()
    {
        $source = new Source($this->want);
        if ($source->isFile()) {
            $this->single($source->copy(), $source->name());
            return;
        }
        Wire::put('P', Wire::fields([1, -1]));
        $begun = $this->begun('./');
        if ($begun[0] > 0) { // the same dump as far as it came?
            $source->start();
            $digest = new Digest();
            for ($n = 0; $n < $begun[0] && strlen($piece = $source->read()) === Wire::BLOCK; $n++) {
                $digest->add(Digest::sum($piece));
                Wire::tick();
            }
            if ($n === $begun[0] && $digest->ofBlocks() === $begun[1]) {
                $this->stream(Entry::of(['blocks' => $n]), [$source, 'read'], $digest);
                $source->finish();
                return;
            }
            $source->stop();
        }
        $source->start();
        $this->stream(Entry::of([]), [$source, 'read']);
        $source->finish();
    }

    private function begun($key)
    {
        return isset($this->partial[$key]) ? $this->partial[$key] : [0, ''];
    }

    private function file(Entry $e, $name)
    {
        $handle = @fopen($name, 'rbn');
        if (!$handle) {
            if (@lstat($name) === false) {
                return; // gone meanwhile: that is how it is now
            }
            throw new Trouble('unreadable', $this->named($e), Consistent::lastWords());
        }
        $st = fstat($handle);
        $head = ($st['mode'] & 0170000) === 0100000 ? (string)fread($handle, 16) : '';
        fclose($handle);
        if (Consistent::isSqlite($head)) {
            $copy = Consistent::copy(getcwd() . substr($name, 1), $this->named($e));
            $e->size = (string)filesize($copy);
            $e->ctime = '0'; // its log may change while it doesn't
            $this->bytesOf($e, $copy, $this->named($e));
            unlink($copy);
            return;
        }
        $this->bytesOf($e, $name, $this->named($e));
    }

    private function named(Entry $e)
    {
        return $e->space === 'a' ? '/' . $e->path : ($e->space === 'r' ? rtrim($this->want['root'], '/') . '/' . $e->path : $this->want['source']);
    }

    /** A file that changes while it is read is read again, and told of if it never keeps still. */
    private function bytesOf(Entry $e, $name, $named)
    {
        for ($try = 0; $try < 3; $try++) {
            $handle = @fopen($name, 'rbn');
            if (!$handle) {
                throw new Trouble('unreadable', $named, Consistent::lastWords());
            }
            stream_set_read_buffer($handle, 0);
            $st = fstat($handle);
            if (($st['mode'] & 0170000) !== 0100000) {
                throw new Trouble('link', $named);
            }
            $e->size = (string)$st['size'];
            if ($e->ctime !== '0') {
                $e->mtime = (string)$st['mtime'];
                $e->ctime = (string)$st['ctime'];
            }
            $e->checked = (string)time();
            $e->blocks = '0';
            $same = $this->fileOnce($e, $handle, $named);
            $now = fstat($handle);
            fclose($handle);
            if ($same && $now['size'] === $st['size'] && $now['mtime'] === $st['mtime'] && $now['ctime'] === $st['ctime']) {
                return;
            }
        }
        Wire::put('W', Wire::fields(['changed', $e->space, $e->path]));
    }

    private function fileOnce(Entry $e, $handle, $named)
    {
        $was = isset($this->have[$e->key()]) ? $this->have[$e->key()] : null;
        if ($was && $was->type === 'f' && $was->size === $e->size && $was->hash !== '') {
            $untouched = $e->ctime !== '0' && $was->ctime === $e->ctime && $was->mtime === $e->mtime
                && max((int)$e->ctime, (int)$e->mtime) < (int)$was->checked - 2;
            $hash = $untouched ? $was->hash : $this->hashOf($handle);
            if ($hash === $was->hash) {
                $e->hash = $hash;
                $this->unchanged($e, $was);
                return true;
            }
        }
        rewind($handle);
        $digest = null;
        $begun = $this->begun($e->key());
        if ($begun[0] > 0 && $begun[0] * Wire::BLOCK <= (int)$e->size) {
            $digest = $this->digestOfFirst($handle, $begun[0]);
            if ($digest && $digest->ofBlocks() === $begun[1]) {
                $e->blocks = (string)$begun[0];
            } else {
                $digest = null;
                rewind($handle);
            }
        }
        $left = (int)$e->size - (int)$e->blocks * Wire::BLOCK;
        $this->stream($e, function () use ($handle, $named, &$left) {
            $piece = self::readBlock($handle, min($left, Wire::BLOCK));
            if ($piece === false) {
                throw new Trouble('read', $named, Consistent::lastWords());
            }
            $left -= strlen($piece);
            return $piece;
        }, $digest);
        return $left === 0;
    }

    private function unchanged(Entry $e, Entry $was)
    {
        $this->lines[$e->key()] = $e->line();
        if (!$this->sameLook($was, $e) || $was->mtime !== $e->mtime || $was->ctime !== $e->ctime) {
            Wire::put('M', $e->text());
        }
        $this->files++;
        $this->skippedFiles++;
        $this->skippedBytes += (int)$e->size;
        if ($this->skippedBytes > 8388608 || $this->skippedFiles > 200) {
            $this->tellSkipped();
        }
    }

    private function tellSkipped()
    {
        if ($this->skippedFiles > 0) {
            Wire::put('U', Wire::fields([$this->skippedFiles, $this->skippedBytes]));
            $this->bytes += $this->skippedBytes;
            $this->skippedFiles = $this->skippedBytes = 0;
        }
    }

    public static function readBlock($handle, $bytes)
    {
        $piece = '';
        while (strlen($piece) < $bytes) {
            $more = @fread($handle, $bytes - strlen($piece));
            if ($more === false) {
                return false;
            }
            if ($more === '') {
                break;
            }
            $piece .= $more;
        }
        return $piece;
    }

    private function digestOfFirst($handle, $blocks)
    {
        $digest = new Digest();
        for ($i = 0; $i < $blocks; $i++) {
            $piece = self::readBlock($handle, Wire::BLOCK);
            if (strlen((string)$piece) !== Wire::BLOCK) {
                return null;
            }
            $digest->add(Digest::sum($piece));
            Wire::tick();
        }
        return $digest;
    }

    private function hashOf($handle)
    {
        rewind($handle);
        $digest = new Digest();
        while ((string)($piece = self::readBlock($handle, Wire::BLOCK)) !== '') {
            $digest->add(Digest::sum($piece));
            Wire::tick();
        }
        return $digest->hex();
    }

    /** $next gives block after block, less than a block at the end. */
    private function stream(Entry $e, $next, $digest = null)
    {
        Wire::put('E', $e->text());
        $digest = $digest ?: new Digest();
        $bytes = (int)$e->blocks * Wire::BLOCK;
        $hole = 0;
        do {
            $piece = $next();
            $empty = $piece === Digest::zeros();
            if ($hole > 0 && (!$empty || $hole === Wire::HOLE)) {
                Wire::put('O', (string)$hole);
                Wire::flush();
                $hole = 0;
            }
            if ($empty) {
                $digest->add(Digest::ofZeros());
                $hole++;
            } elseif ($piece !== '') {
                $sum = Digest::sum($piece);
                $digest->add($sum);
                Wire::data($sum, $piece);
            }
            $bytes += strlen($piece);
        } while (strlen($piece) === Wire::BLOCK);
        $e->hash = $digest->hex();
        $e->size = (string)$bytes;
        if (!isset($this->lines[$e->key()])) {
            $this->files++;
        }
        $this->bytes += $bytes;
        $this->lines[$e->key()] = $e->line();
        Wire::put('Z', Wire::fields([$e->hash, $bytes]));
    }
}
