<?php

namespace DreamFactory\Core\File;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        ServiceTypes::add('local_file', 'Local File Storage', 'File', LocalFileService::class,
            ['table' => 'file_service_config', 'columns' => ['public_path' => 'json', 'container' => 'text']]);
        $remote = ['host' => 'text', 'port' => 'int', 'username' => 'text', 'password' => 'text'];
        $secrets = ['encrypted' => ['username', 'password'], 'masked' => ['password']];
        ServiceTypes::add('ftp_file', 'FTP File Storage', 'File', LocalFileService::class,
            ['table' => 'ftp_service_config', 'columns' => $remote] + $secrets);
        ServiceTypes::add('sftp_file', 'SFTP File Storage', 'File', LocalFileService::class,
            ['table' => 'sftp_service_config', 'columns' => $remote] + $secrets);
        ServiceTypes::add('webdav_file', 'WebDAV File Storage', 'File', LocalFileService::class,
            ['table' => 'webdav_service_config', 'columns' => ['base_uri' => 'text', 'username' => 'text', 'password' => 'text']]
            + $secrets);
    }
}
