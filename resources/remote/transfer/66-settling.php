<?php
/** What was written gets onto the disk; while more comes already, so that the end isn't waited for. */
final class Settling
{
    const EVERY = 67108864;
    private $in, $done = 0, $process = null;

    public function __construct($in)
    {
        $this->in = $in;
    }

    private function sync($command)
    {
        $nothing = ['file', '/dev/null', 'r+'];
        return proc_open($command, [$nothing, $nothing, $nothing], $pipes);
    }

    public function some($bytes, $file)
    {
        if ($bytes - $this->done < self::EVERY || ($this->process && proc_get_status($this->process)['running'])) {
            return;
        }
        $this->done = $bytes;
        $this->process = $this->sync('exec sync -d ' . Source::quote($file));
    }

    /** @param string[]|null $paths if these are all of it; null: there are many */
    public function all($paths, callable $meanwhile)
    {
        $quoted = implode(' ', array_map([Source::class, 'quote'], $paths ?: [$this->in]));
        $sync = $this->sync(($paths ? 'sync ' : 'sync -f ') . $quoted . ' || exec sync'); // older ones know neither
        while (is_resource($sync) && proc_get_status($sync)['running']) {
            $meanwhile();
            usleep(5000);
        }
    }
}
