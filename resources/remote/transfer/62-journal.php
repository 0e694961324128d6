<?php
/** What is whole on the new server, kept beside it: a line is written when its file is. After a crash of the machine nothing is believed unread. */
final class Journal
{
    public $entries = [];
    private $file, $landing, $handle;

    public function __construct($file, Landing $landing)
    {
        $this->file = $file;
        $this->landing = $landing;
    }

    public function open()
    {
        $text = is_file($this->file) ? (string)file_get_contents($this->file) : '';
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
        $this->handle = @fopen("$this->file.new", 'wb');
        if (!$this->handle) {
            throw $this->landing->cannot("$this->file.new");
        }
        $this->note('B', self::boot());
        foreach ($this->entries as $e) {
            $this->note('E', $e->text(true));
        }
        $this->landing->rename("$this->file.new", $this->file);
    }

    public function keep(Entry $e)
    {
        $this->entries[$e->key()] = $e;
        $this->note('E', $e->text(true));
    }

    public function forget(Entry $e)
    {
        unset($this->entries[$e->key()]);
        $this->note('R', $e->key());
    }

    public function flush()
    {
        fflush($this->handle);
    }

    /** Nothing is believed next time. */
    public function distrust()
    {
        @unlink($this->file);
    }

    /** @return Entry|null as it was when it came */
    public function known(Entry $e)
    {
        return isset($this->entries[$e->key()]) ? $this->entries[$e->key()] : null;
    }

    private function note($type, $payload)
    {
        $record = $type . pack('N', strlen($payload)) . $payload;
        if (@fwrite($this->handle, $record) !== strlen($record)) {
            throw $this->landing->cannot($this->file);
        }
    }

    private function isThere(Entry $e, $sure)
    {
        $path = $this->landing->place($e);
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

    private static function boot()
    {
        return trim((string)@file_get_contents('/proc/sys/kernel/random/boot_id'));
    }
}
