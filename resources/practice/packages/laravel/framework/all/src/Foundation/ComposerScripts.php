<?php

namespace Illuminate\Foundation;

class ComposerScripts
{
    public static function postAutoloadDump($event)
    {
        foreach (['config.php', 'services.php', 'packages.php'] as $name) {
            $file = getcwd() . '/bootstrap/cache/' . $name;
            if (is_file($file)) {
                @unlink($file);
            }
        }
    }
}
