<?php
/**
 * The new server's end: writes what comes below <id>.part, keeps a journal of what is whole, and gives it its name when all of it
 * is. Trusts nothing that it is sent.
 */
final class Receiver
{
    private $in, $id, $single, $landing, $journal, $arriving, $settling, $lock, $stream, $lanes, $files = 0, $bytes = 0, $acked = 0.0, $ackedBytes = 0,
        $base = 0, $safe = 0, $safeBlocks = 0;

    public function __construct(array $want)
    {
        $this->in = $want['in'];
        $this->id = $want['id'];
        $this->single = $want['kind'] !== 'files';
        $this->stream = $want['stream'];
        $this->lanes = $want['lanes'];
        $this->landing = new Landing($this->in, $this->id, $this->single, $want['owners']);
        $this->journal = new Journal("$this->in/$this->id.journal", $this->landing);
        $this->arriving = new Arriving($this->landing);
        $this->settling = new Settling($this->in);
    }

    public static function main()
    {
        df_transfer(function () {
            $frame = Wire::get();
            $want = $frame && $frame[0] === 'q' ? json_decode($frame[1], true) : null;
            $name = '/\A[A-Za-z0-9][A-Za-z0-9._-]*\z/';
            if (!is_array($want) || !preg_match($name, $want['id']) || !preg_match($name, $want['lanes'])) {
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
        $this->landing->open();
        foreach (glob($this->landing->part('lane-*')) ?: [] as $left) {
            @unlink($left);
        }
        $this->journal->open();
        $this->arriving->readPartial();
        if (!$this->goOn()) {
            $this->tellState();
        }
        $this->base -= Wire::$taken;
        Wire::$whenLost = [$this, 'remember'];
        Wire::listenTo(new Lanes($this->landing->part("lane-$this->lanes")));
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

    /** One at a time. The one before may not have seen yet that its line is cut; it ends when its input does, or is ended. */
    private function lockIt()
    {
        $this->lock = @fopen("$this->in/$this->id.lock", 'c+');
        if (!$this->lock) {
            throw $this->landing->cannot("$this->in/$this->id.lock");
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

    private function tellState()
    {
        foreach ($this->journal->entries as $e) {
            Wire::put('h', $e->text(true));
        }
        if ($this->arriving->partial()) {
            list($e, $n, $digest) = $this->arriving->partial();
            Wire::put('p', Wire::fields([$e->space, $e->path, $n, $digest->ofBlocks()]));
        }
        Wire::put('.');
        Wire::flush();
    }

    // ---- a stream whose line was cut, and that goes on --------------------------------------------------------------------

    /** Up to where the stream has left its traces on the disk. */
    public function remember()
    {
        $this->arriving->drop();
        if ($this->stream !== '') {
            $beyond = $this->safeBlocks ? $this->arriving->written() - $this->safeBlocks * Wire::BLOCK : 0;
            @file_put_contents($this->landing->part('position'), Wire::json(['stream' => $this->stream, 'position' => $this->safe,
                'blocks' => $this->safeBlocks, 'bytes' => $this->bytes - $beyond, 'files' => $this->files]));
        }
    }

    private function goOn()
    {
        $file = $this->landing->part('position');
        $was = is_file($file) ? json_decode((string)file_get_contents($file), true) : null;
        @unlink($file);
        if (!is_array($was) || $this->stream === '' || $was['stream'] !== $this->stream) {
            return false;
        }
        if ($was['blocks'] > 0) {
            $partial = $this->arriving->partial();
            if (!$partial || $partial[1] < $was['blocks']) {
                return false;
            }
            $this->arriving->goOn($partial[0], $was['blocks']);
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
        if (!$this->arriving->isOpen() || ($wholeBlock && $this->arriving->isLong())) {
            $this->safe = $this->base + Wire::$taken;
            $this->safeBlocks = $this->arriving->blocks();
        }
    }

    // ---- what comes ---------------------------------------------------------------------------------------------------

    private function take($type, $payload)
    {
        switch ($type) {
            case 'D': $this->arrived($this->arriving->block($payload)); break;
            case 'O': $this->arrived($this->arriving->hole((int)$payload)); break;
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
        $this->isSafe($type === 'O' || ($type === 'D' && strlen($payload) === Wire::BLOCK + 32));
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

    private function arrived($bytes)
    {
        $this->bytes += $bytes;
        $this->settling->some($this->bytes, $this->landing->part('now'));
    }

    private function begin(Entry $e)
    {
        $this->arriving->drop();
        $this->landing->way($this->landing->place($e));
        if ($e->type === 'f') {
            $this->arriving->begin($e);
            $this->bytes += $this->arriving->written();
        } elseif ($e->type === 'd' || $e->type === 'l') {
            $this->landing->make($e);
            $this->journal->keep($e);
        } else {
            throw new Trouble('garbled', $e->path, 'type');
        }
    }

    private function end(array $fields)
    {
        $e = $this->arriving->end($fields[0], $fields[1]);
        $was = $this->journal->known($e);
        $this->files += $was && $was->hash === $e->hash ? 0 : 1;
        $this->journal->keep($e);
    }

    /** The same content as it was, with another look. */
    private function same(Entry $e)
    {
        $was = $this->journal->known($e);
        if (!$was || $e->type !== 'f' || $was->type !== 'f') {
            throw new Trouble('garbled', $e->path, 'nothing that could be the same');
        }
        $e->hash = $was->hash;
        $this->landing->way($this->landing->place($e));
        $this->landing->dress($this->landing->place($e), $e);
        $this->journal->keep($e);
    }

    private function remove(array $fields)
    {
        $e = Entry::of(['space' => $fields[0], 'path' => $fields[1]]);
        $this->landing->remove($e);
        $this->journal->forget($e);
    }

    // ---- the end ------------------------------------------------------------------------------------------------------

    private function finish(array $fields)
    {
        $this->arriving->drop();
        $lines = [];
        $files = $bytes = 0;
        foreach ($this->journal->entries as $key => $e) {
            $lines[$key] = $e->line();
            $files += $e->type === 'f' ? 1 : 0;
            $bytes += $e->type === 'f' ? (int)$e->size : 0;
        }
        $hash = Entry::digest($lines);
        if ($hash !== $fields[0]) {
            $this->journal->distrust();
            throw new Trouble('corrupt', '', "all of it: $hash here, $fields[0] there");
        }
        $this->landing->dressFolders($this->journal->entries);
        $this->journal->flush();
        $ack = Wire::fields([$this->bytes, $this->files, $this->safe]);
        $this->settling->all($this->few(), function () use ($ack) {
            Wire::tick('a', $ack);
        });
        $this->landing->giveNames();
        $one = $this->single ? reset($this->journal->entries)->hash : $hash;
        $this->sign("sha256\t$one\nbytes\t$bytes\nfiles\t$files\n");
    }

    /** What has to get onto the disk, if that is less than to wait for all that the server's programs have written. */
    private function few()
    {
        if (count($this->journal->entries) > 50) {
            return null;
        }
        $paths = [$this->in => true, $this->landing->part('.') => true];
        foreach ($this->journal->entries as $e) {
            $place = $this->landing->place($e);
            $paths[dirname($place)] = true;
            if ($e->type !== 'l') {
                $paths[$place] = true;
            }
        }
        return array_keys($paths);
    }

    private function sign($text)
    {
        $done = "$this->in/$this->id.done";
        if (@file_put_contents("$done.new", $text) !== strlen($text)) {
            throw $this->landing->cannot($done);
        }
        $this->landing->rename("$done.new", $done);
        $this->tellDone($text, false);
    }

    private function tellDone($text, $before)
    {
        preg_match_all('/^(sha256|bytes|files)\t(.*)$/m', $text, $m);
        $values = array_combine($m[1], $m[2]) + ['sha256' => '', 'bytes' => 0, 'files' => 0];
        Wire::put('d', Wire::fields([$values['sha256'], $values['bytes'], $values['files'], $before ? 'before' : 'now']));
    }
}
