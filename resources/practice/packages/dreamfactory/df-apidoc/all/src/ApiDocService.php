<?php

namespace DreamFactory\Core\ApiDoc;

/** The services as an OpenAPI document, without their details. */
class ApiDocService
{
    private $app;

    public function __construct($app, array $service, $session)
    {
        $this->app = $app;
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        $paths = [];
        foreach ($this->app->db()->rows('service', ['is_active' => true]) as $row) {
            $paths['/' . $row['name']] = ['get' => ['summary' => $row['label'], 'tags' => [$row['name']]]];
        }
        return ['openapi' => '3.0.0', 'servers' => [['url' => '/api/v2', 'description' => '']],
                'info' => ['title' => 'Practice server', 'version' => (string)$this->app->config->get('app.version')],
                'paths' => $paths];
    }
}
