<?php

namespace DreamFactory\Core\File;

use DreamFactory\Core\Exceptions\RestException;
use DreamFactory\Core\Services;
use Illuminate\Http\Response;

/** Folders below storage/ (or an absolute path) as an API: list, read, write, delete. */
class LocalFileService
{
    private $root;

    public function __construct($app, array $service, $session)
    {
        $config = Services::config($app, $service);
        $container = isset($config['container']) ? (string)$config['container'] : '';
        if ($service['type'] !== 'local_file' || $container === '') {
            throw new RestException(500, 'Failed to connect to the remote storage.');
        }
        $this->root = $container[0] === '/' ? $container : storage_path($container);
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        if (in_array('..', explode('/', $resource))) {
            throw new RestException(400, 'Invalid path.');
        }
        $path = rtrim($this->root . '/' . $resource, '/');
        switch ($verb) {
            case 'GET':
                return is_dir($path) ? $this->listing($path, $resource, $query) : $this->file($path, $resource);
            case 'POST': case 'PUT':
                return $this->write($path, $resource);
            case 'DELETE':
                if (!is_file($path) || !@unlink($path)) {
                    throw new RestException(404, "File '$resource' does not exist.");
                }
                return ['path' => $resource];
        }
        throw new RestException(405, "$verb is not supported.");
    }

    private function listing($path, $prefix, array $query)
    {
        $list = [];
        foreach (scandir($path) ?: [] as $name) {
            if ($name === '.' || $name === '..') {
                continue;
            }
            $full = $path . '/' . $name;
            $folder = is_dir($full);
            $shown = ($prefix === '' ? '' : $prefix . '/') . $name . ($folder ? '/' : '');
            $entry = ['path' => $shown];
            if (!$folder) {
                $entry += ['content_type' => self::type($name)];
            }
            $entry += ['last_modified' => gmdate('D, d M Y H:i:s \G\M\T', filemtime($full))];
            $list[] = $entry + ($folder ? [] : ['content_length' => filesize($full)])
                + ['name' => $name, 'type' => $folder ? 'folder' : 'file'];
        }
        if (isset($query['as_list']) && $query['as_list'] === 'true') {
            return ['resource' => array_column($list, 'path')];
        }
        return ['resource' => $list];
    }

    private function file($path, $resource)
    {
        if (!is_file($path)) {
            throw new RestException(404, "The specified file '" . $resource . "' does not exist.");
        }
        return new Response(file_get_contents($path), 200, [
            'Content-Type' => self::type($path), 'Last-Modified' => gmdate('D, d M Y H:i:s \G\M\T', filemtime($path)),
            'Content-Disposition' => 'inline', 'Cache-Control' => 'private']);
    }

    private function write($path, $resource)
    {
        $body = file_get_contents('php://input');
        if (@file_put_contents($path, $body) === false) {
            throw new RestException(500, "Failed to create file '$resource'.");
        }
        return ['name' => basename($resource), 'path' => $resource, 'type' => 'file'];
    }

    private static function type($name)
    {
        $types = ['txt' => 'text/plain', 'log' => 'text/plain', 'json' => 'application/json', 'csv' => 'text/csv',
                  'pdf' => 'application/pdf', 'png' => 'image/png'];
        $end = strtolower(pathinfo($name, PATHINFO_EXTENSION));
        return isset($types[$end]) ? $types[$end] : 'application/octet-stream';
    }
}
