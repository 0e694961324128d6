<?php

namespace DreamFactory\Core\Mqtt;

use DreamFactory\Core\Exceptions\RestException;

class PubSubService
{
    public function __construct($app, array $service, $session)
    {
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        throw new RestException(400, 'There is no message broker on a practice server.');
    }
}
