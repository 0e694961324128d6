<?php

namespace Illuminate\Foundation\Configuration;

use Illuminate\Foundation\Application;

/** How applications are put together from framework 11 on; older ones don't know it. */
class ApplicationBuilder
{
    private $basePath;

    public function __construct($basePath)
    {
        $this->basePath = $basePath;
    }

    public function create()
    {
        return new Application($this->basePath);
    }
}
