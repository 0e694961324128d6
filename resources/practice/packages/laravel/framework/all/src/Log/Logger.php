<?php

namespace Illuminate\Log;

class Logger
{
    const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

    private $file;
    private $minimum;
    private $channel;

    public function __construct($file, $minimum, $channel)
    {
        $this->file = $file;
        $this->minimum = array_search($minimum, self::LEVELS) ?: 0;
        $this->channel = $channel;
    }

    public function write($level, $message)
    {
        if (array_search($level, self::LEVELS) < $this->minimum) {
            return;
        }
        $line = sprintf("[%s] %s.%s: %s\n", gmdate('Y-m-d H:i:s'), $this->channel, strtoupper($level), $message);
        @file_put_contents($this->file, $line, FILE_APPEND);
    }
}
