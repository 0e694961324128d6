<?php

namespace Illuminate\Database;

class Migrator
{
    private $db;
    private $paths;

    public function __construct(Connection $db, array $paths)
    {
        $this->db = $db;
        $this->paths = $paths;
    }

    public function isPrepared()
    {
        return $this->db->hasTable('migrations');
    }

    public function prepare()
    {
        (new Schema($this->db))->create('migrations', 'id; migration string; batch int');
    }

    /** name => file of every migration that the installed packages bring, in order. */
    public function files()
    {
        $files = [];
        foreach ($this->paths as $path) {
            foreach (glob($path . '/*.php') ?: [] as $file) {
                $files[basename($file, '.php')] = $file;
            }
        }
        ksort($files);
        return $files;
    }

    /** name => batch of those that ran. */
    public function ran()
    {
        $ran = [];
        foreach ($this->isPrepared() ? $this->db->rows('migrations') : [] as $row) {
            $ran[$row['migration']] = (int)$row['batch'];
        }
        return $ran;
    }

    public function pending()
    {
        return array_diff_key($this->files(), $this->ran());
    }

    /** Runs one. What it did before it failed stays: no engine here rolls a changed table back. */
    public function run($name, $file, $batch)
    {
        $migration = require $file;
        $migration->up(new Schema($this->db), $this->db);
        $this->db->insert('migrations', ['migration' => $name, 'batch' => $batch]);
    }
}
