<?php

namespace DreamFactory\Core\GraphQL;

class ServiceProvider
{
    public function register($app)
    {
        // an end point of database services up to 7.0.0, no service type of its own
    }
}
