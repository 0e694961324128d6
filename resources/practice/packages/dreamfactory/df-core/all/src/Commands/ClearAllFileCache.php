<?php

namespace DreamFactory\Core\Commands;

use Illuminate\Console\Command;

class ClearAllFileCache extends Command
{
    public function handle()
    {
        $folder = $this->app->basePath('storage/framework/cache');
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS),
            \RecursiveIteratorIterator::CHILD_FIRST) as $entry) {
            $entry->isDir() ? @rmdir($entry->getPathname()) : @unlink($entry->getPathname());
        }
        $this->out->line('Cleared all file cache.');
        return 0;
    }
}
