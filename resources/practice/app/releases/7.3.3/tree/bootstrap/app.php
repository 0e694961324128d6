<?php

use Illuminate\Foundation\Configuration\ApplicationBuilder;

return (new ApplicationBuilder(dirname(__DIR__)))->create();
