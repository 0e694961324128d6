<?php
// What both ends of a transfer speak: frames on standard input and output. PHP 7.2 to 8.5, no extension needed.
// A frame: one letter, four bytes of length (big-endian), the payload. Fields of a payload are parted by NUL, which no path holds.

function df_die($message)
{
    throw new Trouble('failed', '', $message);
}

/** Why this end can't go on: a stable word, the file that it is about, the system's own words. */
final class Trouble extends Exception
{
    public $reason, $path, $text;

    public function __construct($reason, $path, $text = '')
    {
        parent::__construct("$reason: $path: $text");
        $this->reason = $reason;
        $this->path = $path;
        $this->text = $text;
    }
}

final class Wire
{
    const BLOCK = 262144; // what a processor's cache holds
    const MOST = 327680; // a payload's length: a block, its hash, and room for long paths
    const HOLE = 4096; // blocks of zeros in one frame
    private static $out = '', $last = 0.0, $in = '', $at = 0;
    public static $taken = 0; ///< bytes of the frames that were got
    public static $whenLost = null; ///< called when nobody listens any more, before the end
    private static $lanes = null; ///< where the stream comes from, if not from standard input alone

    public static function fields(array $fields)
    {
        return implode("\0", $fields);
    }

    public static function put($type, $payload = '')
    {
        self::$out .= $type . pack('N', strlen($payload));
        self::$out .= $payload;
        if (strlen(self::$out) >= 262144) {
            self::flush();
        }
    }

    public static function data($sum, $piece)
    {
        self::$out .= 'D' . pack('N', 32 + strlen($piece)) . $sum;
        self::$out .= $piece;
        if (strlen(self::$out) >= 262144) {
            self::flush();
        }
    }

    public static function flush()
    {
        for ($at = 0; $at < strlen(self::$out); $at += $n) {
            $n = @fwrite(STDOUT, $at ? substr(self::$out, $at) : self::$out);
            if (!$n) {
                if (self::$whenLost) {
                    call_user_func(self::$whenLost);
                }
                exit(3);
            }
        }
        self::$out = '';
        self::$last = microtime(true);
    }

    /** A sign of life, while something takes long. */
    public static function tick($type = 'K', $payload = '')
    {
        if (microtime(true) - self::$last >= 0.5) {
            self::put($type, $payload);
            self::flush();
        }
    }

    /** @return array|null [type, payload]; null: the other side has ended */
    public static function get()
    {
        if (!self::fill(5)) {
            return null;
        }
        $length = unpack('N', substr(self::$in, self::$at + 1, 4))[1];
        if ($length > self::MOST) {
            throw new Trouble('garbled', '', 'a frame of ' . $length . ' bytes');
        }
        $type = self::$in[self::$at];
        if (!self::fill(5 + $length)) {
            return null;
        }
        $payload = substr(self::$in, self::$at + 5, $length);
        self::$at += 5 + $length;
        self::$taken += 5 + $length;
        return [$type, $payload];
    }

    /** From here on what comes has heads; some of it may have been read already. */
    public static function listenTo(Lanes $lanes)
    {
        $lanes->unread((string)substr(self::$in, self::$at));
        self::$in = '';
        self::$at = 0;
        self::$lanes = $lanes;
    }

    private static function fill($bytes)
    {
        if (strlen(self::$in) - self::$at >= $bytes) {
            return true;
        }
        self::$in = (string)substr(self::$in, self::$at);
        self::$at = 0;
        while (strlen(self::$in) < $bytes) {
            $more = self::$lanes ? self::$lanes->read() : fread(STDIN, 65536);
            if ($more === '' || $more === false) {
                return false;
            }
            self::$in .= $more;
        }
        return true;
    }

    public static function json($value)
    {
        return json_encode($value, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }
}

/**
 * The hash of a content: the SHA-256 of its only block, else the SHA-256 of the SHA-256s of its blocks, one after the other.
 * So each block can be judged by itself, and by OpenSSL, which is many times faster than PHP's own.
 */
final class Digest
{
    private $count = 0, $first = '', $rest;

    public function add($sum)
    {
        if ($this->count++ === 0) {
            $this->first = $sum;
            $this->rest = hash_init('sha256');
        }
        hash_update($this->rest, $sum);
    }

    public function hex()
    {
        if ($this->count === 0) {
            return hash('sha256', '');
        }
        return $this->count === 1 ? bin2hex($this->first) : $this->ofBlocks();
    }

    /** Also of one block alone: what two ends compare before they go on from there. */
    public function ofBlocks()
    {
        return hash_final(hash_copy($this->rest));
    }

    public static function sum($bytes)
    {
        static $openssl = null;
        if ($openssl === null) {
            $openssl = function_exists('openssl_digest') && openssl_digest('', 'sha256', true) === hash('sha256', '', true);
        }
        return $openssl ? openssl_digest($bytes, 'sha256', true) : hash('sha256', $bytes, true);
    }

    /** Of a block that has nothing but zeros. */
    public static function ofZeros()
    {
        static $sum = null;
        return $sum === null ? $sum = self::sum(self::zeros()) : $sum;
    }

    public static function zeros()
    {
        static $zeros = null;
        return $zeros === null ? $zeros = str_repeat("\0", Wire::BLOCK) : $zeros;
    }
}

/** A file, folder or link on its way, as a frame carries it. */
final class Entry
{
    const FIELDS = ['type', 'mode', 'owner', 'group', 'size', 'mtime', 'ctime', 'checked', 'blocks', 'space', 'path', 'target'];
    public $type = 'f', $mode = '600', $owner = '', $group = '', $size = '-1', $mtime = '0', $ctime = '0', $checked = '0', $blocks = '0',
        $space = '.', $path = '', $target = '', $hash = '';

    public static function of(array $values)
    {
        $e = new self();
        foreach ($values as $name => $value) {
            $e->$name = (string)$value;
        }
        return $e;
    }

    /** @param string $payload with or without a hash at its end */
    public static function read($payload)
    {
        $parts = explode("\0", $payload);
        $most = count(self::FIELDS);
        if (count($parts) !== $most && count($parts) !== $most + 1) {
            throw new Trouble('garbled', '', 'an entry of ' . count($parts) . ' fields');
        }
        $e = new self();
        foreach (self::FIELDS as $i => $name) {
            $e->$name = $parts[$i];
        }
        $e->hash = isset($parts[$most]) ? $parts[$most] : '';
        return $e;
    }

    public function text($withHash = false)
    {
        $parts = [];
        foreach (self::FIELDS as $name) {
            $parts[] = $this->$name;
        }
        if ($withHash) {
            $parts[] = $this->hash;
        }
        return Wire::fields($parts);
    }

    public function key()
    {
        return $this->space . '/' . $this->path;
    }

    /** What must be the same at both ends; owners have other names there. */
    public function line()
    {
        return Wire::fields([$this->key(), $this->type, $this->mode, $this->type === 'f' ? $this->size : $this->target, $this->hash]) . "\n";
    }

    /** Of a whole parcel: its entries in the order of their names. */
    public static function digest(array $lines)
    {
        ksort($lines, SORT_STRING);
        $hash = hash_init('sha256');
        foreach ($lines as $line) {
            hash_update($hash, $line);
        }
        return hash_final($hash);
    }
}

/** Runs one end: trouble is told in a frame of its own, and the exit code says that there was some. */
function df_transfer($work)
{
    error_reporting(E_ALL & ~E_DEPRECATED);
    set_time_limit(0);
    umask(0077);
    try {
        $work();
        Wire::flush();
        exit(0);
    } catch (Trouble $t) {
        Wire::put('Q', Wire::fields([$t->reason, $t->path, substr($t->text, 0, 4000)]));
    } catch (Throwable $t) {
        Wire::put('Q', Wire::fields(['failed', '', substr(get_class($t) . ': ' . $t->getMessage(), 0, 4000)]));
    }
    Wire::flush();
    exit(1);
}
