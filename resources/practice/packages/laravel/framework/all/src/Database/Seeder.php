<?php

namespace Illuminate\Database;

abstract class Seeder
{
    /** @var \Illuminate\Console\Output */
    public $output;
    /** @var Connection */
    public $db;

    abstract public function run();

    public function call($class)
    {
        $seeder = new $class();
        $seeder->output = $this->output;
        $seeder->db = $this->db;
        $this->output->running($class, function () use ($seeder) {
            $seeder->run();
        });
    }
}
