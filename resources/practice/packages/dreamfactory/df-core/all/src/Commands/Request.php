<?php

namespace DreamFactory\Core\Commands;

use DreamFactory\Core\Services;
use DreamFactory\Core\Session;
use Illuminate\Console\Command;
use Illuminate\Http\Response;

/** A call inside PHP, without permissions; prints PHP's own dump of the answer. */
class Request extends Command
{
    public function handle()
    {
        $name = $this->option('service', 'system');
        $row = $this->app->db()->row('service', ['name' => $name]);
        if (!$row) {
            throw new \RuntimeException("Could not find a service for $name");
        }
        $data = isset($this->arguments[0]) ? (array)json_decode($this->arguments[0], true) : [];
        try {
            $content = Services::handle($this->app, $row, strtoupper($this->option('verb', 'get')),
                (string)$this->option('resource', ''), [], $data, Session::internal($this->app));
        } catch (\Exception $e) {
            $this->out->line($e->getMessage());
            throw new \RuntimeException($e->getMessage());
        }
        $content = $content instanceof Response ? json_decode($content->body, true) : $content;
        $this->out->line("DreamFactory\\Core\\Utility\\ServiceResponse Object\n(\n    [statusCode:protected] => 200\n"
            . '    [content:protected] => ' . ltrim(preg_replace('/^/m', '        ', print_r($content, true))) . ')');
        $this->out->line('Request complete!');
        return 0;
    }
}
