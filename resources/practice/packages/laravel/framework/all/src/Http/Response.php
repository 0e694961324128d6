<?php

namespace Illuminate\Http;

class Response
{
    public $status;
    public $body;
    public $headers;

    public function __construct($body, $status = 200, array $headers = [])
    {
        $this->body = $body;
        $this->status = $status;
        $this->headers = array_merge(['Content-Type' => 'text/html; charset=UTF-8', 'Cache-Control' => 'no-cache, private'],
            $headers);
    }

    public static function json($data, $status = 200, array $headers = [])
    {
        return new self(json_encode($data, JSON_UNESCAPED_SLASHES), $status,
            array_merge(['Content-Type' => 'application/json'], $headers));
    }

    public static function redirect($url, array $headers = [])
    {
        $safe = htmlspecialchars($url, ENT_QUOTES);
        $html = "<!DOCTYPE html>\n<html>\n    <head>\n        <meta charset=\"UTF-8\" />\n"
            . "        <meta http-equiv=\"refresh\" content=\"0;url='$safe'\" />\n\n"
            . "        <title>Redirecting to $safe</title>\n    </head>\n    <body>\n"
            . "        Redirecting to <a href=\"$safe\">$safe</a>.\n    </body>\n</html>";
        return new self($html, 302, array_merge(['Content-Type' => 'text/html; charset=utf-8', 'Location' => $url], $headers));
    }

    public function getStatusCode()
    {
        return $this->status;
    }

    public function getContent()
    {
        return $this->body;
    }

    public function send()
    {
        http_response_code($this->status);
        header_remove('X-Powered-By');
        foreach ($this->headers as $name => $value) {
            header("$name: $value");
        }
        echo $this->body;
    }
}
