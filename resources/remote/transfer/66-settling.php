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

    public function all(callable $meanwhile)
    {
        $sync = $this->sync('sync -f ' . Source::quote($this->in) . ' || exec sync'); // older ones know no -f
        while (is_resource($sync) && proc_get_status($sync)['running']) {
            $meanwhile();
            usleep(5000);
        }
    }
}
