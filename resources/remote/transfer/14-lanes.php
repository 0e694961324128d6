<?php
/**
 * The stream as it comes over several lines at once: to a far server one line carries no more than SSH's window each round trip.
 * On standard input each piece has a head: a byte (whose the piece is: 0, it follows; 1 and more, it comes through the pipe of that
 * number, which another command of the same account fills; 255, the other side measures how far we are), four bytes of length.
 */
final class Lanes
{
    const MOST = 8, PIECE = 1048576, PING = 255;
    private $prefix, $pipes = [], $from = 0, $left = 0, $unread = '';

    /** @param string $prefix of the pipes' names */
    public function __construct($prefix)
    {
        $this->prefix = $prefix;
    }

    public function unread($bytes)
    {
        $this->unread = $bytes;
    }

    private function first($bytes)
    {
        if ($this->unread === '') {
            return (string)fread(STDIN, $bytes);
        }
        $piece = substr($this->unread, 0, $bytes);
        $this->unread = (string)substr($this->unread, $bytes);
        return $piece;
    }

    private function head()
    {
        for ($head = ''; strlen($head) < 5; $head .= $more) {
            $more = $this->first(5 - strlen($head));
            if ($more === '') {
                return null;
            }
        }
        return $head;
    }

    /** Some bytes of the stream; none: one of the lines has ended, and there is no more. */
    public function read()
    {
        while ($this->left === 0) {
            $head = $this->head();
            if ($head === null) {
                return '';
            }
            $lane = ord($head[0]);
            $this->left = unpack('N', substr($head, 1))[1];
            if ($lane === self::PING) {
                Wire::put('g');
                Wire::flush();
            } elseif ($lane > self::MOST || $this->left > self::PIECE) {
                throw new Trouble('garbled', '', "a piece of $this->left bytes on line $lane");
            }
            $this->from = $lane;
        }
        $most = min(65536, $this->left);
        if ($this->from === 0) {
            $piece = $this->first($most);
        } else {
            $pipe = $this->pipe($this->from);
            $piece = $pipe ? (string)fread($pipe, $most) : '';
        }
        $this->left -= strlen($piece);
        return $piece;
    }

    /** Who fills it has begun, but its shell may not have made it yet. */
    private function pipe($lane)
    {
        if (isset($this->pipes[$lane])) {
            return $this->pipes[$lane];
        }
        $path = "$this->prefix.$lane";
        for ($n = 0; @filetype($path) !== 'fifo'; $n++) {
            if ($n === 1000) {
                return null;
            }
            usleep(10000);
            clearstatcache();
        }
        $this->pipes[$lane] = @fopen($path, 'rb');
        if (!$this->pipes[$lane]) {
            throw new Trouble('unwritable', $path, Consistent::lastWords());
        }
        stream_set_read_buffer($this->pipes[$lane], 0);
        return $this->pipes[$lane];
    }
}
