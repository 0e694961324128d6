<?php

namespace DreamFactory\Core\Rws;

use DreamFactory\Core\Exceptions\RestException;
use DreamFactory\Core\Services;
use Illuminate\Http\Response;

/** Passes the call on to another web address, with the stored headers. */
class RemoteWebService
{
    private $config;

    public function __construct($app, array $service, $session)
    {
        $this->config = Services::config($app, $service);
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        $headers = [];
        foreach ($this->config['headers'] as $header) {
            $headers[] = $header['name'] . ': ' . $header['value'];
        }
        $url = rtrim($this->config['base_url'], '/') . '/' . $resource . ($query ? '?' . http_build_query($query) : '');
        $call = curl_init($url);
        curl_setopt_array($call, [CURLOPT_CUSTOMREQUEST => $verb, CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 10,
            CURLOPT_CONNECTTIMEOUT => 3, CURLOPT_HTTPHEADER => $headers]);
        if ($data) {
            curl_setopt($call, CURLOPT_POSTFIELDS, json_encode($data));
        }
        $body = curl_exec($call);
        if ($body === false) {
            throw new RestException(500, curl_error($call));
        }
        return new Response($body, curl_getinfo($call, CURLINFO_RESPONSE_CODE),
            ['Content-Type' => curl_getinfo($call, CURLINFO_CONTENT_TYPE) ?: 'application/json']);
    }
}
