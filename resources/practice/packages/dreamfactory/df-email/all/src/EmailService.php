<?php

namespace DreamFactory\Core\Email;

use DreamFactory\Core\Exceptions\RestException;

class EmailService
{
    private $name;

    public function __construct($app, array $service, $session)
    {
        $this->name = $service['name'];
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        if ($verb === 'POST') {
            throw new RestException(500, 'A practice server sends no mail.');
        }
        throw new RestException(400,
            "$verb requests without a resource are not currently supported by the '{$this->name}' service.");
    }
}
