<?php
/**
 * The file that is under way: <id>.part/now, and for a long one beside it what it is (now.entry) and its blocks' hashes (now.sums),
 * so that after a cut it goes on after the last good block.
 */
final class Arriving
{
    private $now, $landing, $entry = null, $out = null, $sums = null, $digest, $written = 0, $partial = null;

    public function __construct(Landing $landing)
    {
        $this->landing = $landing;
        $this->now = $landing->part('now');
    }

    public function isOpen()
    {
        return (bool)$this->out;
    }

    /** Could it be gone on with after any whole block? */
    public function isLong()
    {
        return (bool)$this->sums;
    }

    public function blocks()
    {
        return $this->out ? (int)($this->written / Wire::BLOCK) : 0;
    }

    public function written()
    {
        return $this->written;
    }

    /** How many blocks of the file that an earlier line left are good. */
    public function readPartial()
    {
        $text = is_file("$this->now.entry") ? (string)file_get_contents("$this->now.entry") : '';
        $sums = is_file("$this->now.sums") ? (string)file_get_contents("$this->now.sums") : '';
        $handle = $text === '' ? false : @fopen($this->now, 'rb');
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

    /** @return array|null entry, blocks, their Digest */
    public function partial()
    {
        return $this->partial;
    }

    public function begin(Entry $e)
    {
        $start = (int)$e->blocks;
        if ($start > 0) {
            if (!$this->partial || $this->partial[0]->key() !== $e->key() || $this->partial[1] !== $start) {
                throw new Trouble('garbled', $e->path, 'going on where nothing is');
            }
            $this->goOn($e, $start);
        } else {
            $this->beginNew($e);
        }
        $this->partial = null;
    }

    private function beginNew(Entry $e)
    {
        foreach (['.entry', '.sums', ''] as $suffix) {
            @unlink($this->now . $suffix);
        }
        $this->entry = $e;
        $this->digest = new Digest();
        $this->written = 0;
        $this->out = @fopen($this->now, 'wb');
        $long = (int)$e->size > Wire::BLOCK || (int)$e->size < 0;
        $this->sums = $long ? @fopen("$this->now.sums", 'wb') : null;
        if (!$this->out || $this->sums === false || ($long && @file_put_contents("$this->now.entry", $e->text()) === false)) {
            throw $this->landing->cannot($this->now);
        }
        stream_set_write_buffer($this->out, 0);
    }

    public function goOn(Entry $e, $start)
    {
        $this->entry = $e;
        $this->digest = new Digest();
        foreach (str_split((string)@file_get_contents("$this->now.sums", false, null, 0, 32 * $start), 32) as $sum) {
            $this->digest->add($sum);
        }
        $this->out = @fopen($this->now, 'r+b');
        $this->sums = @fopen("$this->now.sums", 'r+b');
        if (!$this->out || !$this->sums || !ftruncate($this->out, $start * Wire::BLOCK) || !ftruncate($this->sums, $start * 32)) {
            throw $this->landing->cannot($this->now);
        }
        fseek($this->out, 0, SEEK_END);
        fseek($this->sums, 0, SEEK_END);
        stream_set_write_buffer($this->out, 0);
        $this->written = $start * Wire::BLOCK;
    }

    public function block($payload)
    {
        $sum = substr($payload, 0, 32);
        $piece = (string)substr($payload, 32);
        if (!$this->out || strlen($payload) <= 32 || strlen($piece) > Wire::BLOCK) {
            throw new Trouble('garbled', '', 'data of no file');
        }
        if (Digest::sum($piece) !== $sum) {
            throw new Trouble('corrupt', $this->entry->path, 'a block is not what was sent');
        }
        if (@fwrite($this->out, $piece) !== strlen($piece)) {
            throw $this->landing->cannot($this->landing->place($this->entry));
        }
        $this->note($sum);
        $this->written += strlen($piece);
        return strlen($piece);
    }

    /** Blocks of nothing but zeros: a hole, which takes no room. */
    public function hole($blocks)
    {
        if (!$this->out || $blocks < 1 || $blocks > Wire::HOLE) {
            throw new Trouble('garbled', '', 'a hole in no file');
        }
        for ($n = 0; $n < $blocks; $n++) {
            $this->note(Digest::ofZeros());
        }
        $this->written += $blocks * Wire::BLOCK;
        if (!@ftruncate($this->out, $this->written) || fseek($this->out, $this->written) !== 0) {
            throw $this->landing->cannot($this->landing->place($this->entry));
        }
        return $blocks * Wire::BLOCK;
    }

    private function note($sum)
    {
        if ($this->sums && @fwrite($this->sums, $sum) !== 32) {
            throw $this->landing->cannot("$this->now.sums");
        }
        $this->digest->add($sum);
    }

    /** It is whole: the entry with its hash. */
    public function end($hash, $bytes)
    {
        $e = $this->entry;
        if (!$e || !$this->out) {
            throw new Trouble('garbled', '', 'the end of no file');
        }
        $e->hash = $this->digest->hex();
        if ($e->hash !== $hash || (string)$this->written !== $bytes) {
            @unlink("$this->now.entry");
            throw new Trouble('corrupt', $e->path, 'the file is not what was sent');
        }
        $e->size = (string)$this->written;
        $e->blocks = '0';
        if (!fclose($this->out)) {
            throw $this->landing->cannot($this->now);
        }
        $this->out = null;
        $this->landing->settle($this->now, $e);
        if ($this->sums) {
            $this->drop();
            @unlink("$this->now.entry");
            @unlink("$this->now.sums");
        }
        $this->entry = null;
        return $e;
    }

    public function drop()
    {
        foreach (['out', 'sums'] as $handle) {
            if ($this->$handle) {
                fclose($this->$handle);
            }
            $this->$handle = null;
        }
    }
}
