<?php

namespace Illuminate\Support;

class InvalidFileException extends \InvalidArgumentException
{
    public function __construct($why)
    {
        parent::__construct('Failed to parse dotenv file. ' . $why);
    }
}
