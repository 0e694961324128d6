<?php
// A bounded HTTP client for the web server on this very machine. Streams only: the curl extension may be missing, and
// PHP's own wrapper bounds neither the whole time nor the size.

class DfHttp
{
    private $base;
    private $host;
    private $gap;
    private $last = 0.0;
    private $bypass;

    public function __construct($settings)
    {
        $this->base = df_http_base($settings['localUrl']);
        $name = $settings['serverName'];
        $usable = preg_match('/^[A-Za-z0-9][A-Za-z0-9.-]*$/', $name) && $name !== '_';
        $this->host = $usable ? $name : $this->base['host'];
        $this->gap = 1.0 / max(0.2, min(20.0, $settings['requestsPerSecond']));
        $this->bypass = isset($settings['cookie']) ? $settings['cookie'] : '';
    }

    // array(status, headers, body, ms, error); status 0: no answer.
    public function call($method, $path, $headers = array(), $body = '', $seconds = 20)
    {
        $wait = $this->last + $this->gap - microtime(true);
        if ($wait > 0) {
            usleep((int) ($wait * 1e6));
        }
        $this->last = microtime(true);
        $answer = $this->exchange($this->request($method, $path, $headers, $body), $this->last + $seconds);
        $answer['ms'] = (microtime(true) - $this->last) * 1000;
        return $answer;
    }

    // FORCE_HTTPS and the like: goes on by TLS on the same address, never to another host.
    public function followToTls($location)
    {
        $to = parse_url($location);
        if (!is_array($to) || !isset($to['scheme']) || $to['scheme'] !== 'https' || $this->base['transport'] !== 'tcp') {
            return false;
        }
        $this->base['transport'] = 'ssl';
        $this->base['port'] = isset($to['port']) ? (int) $to['port'] : 443;
        return true;
    }

    private function request($method, $path, $headers, $body)
    {
        $port = $this->base['transport'] === 'ssl' ? 443 : 80;
        $host = $this->host . ($this->base['port'] === $port || $this->base['port'] === 0 ? '' : ':' . $this->base['port']);
        $lines = array($method . ' ' . $path . ' HTTP/1.0', 'Host: ' . $host, 'Connection: close',
            // One type alone: DreamFactory answers 400 to a list of them.
            'Accept: ' . (strpos($path, '/api/') === 0 || substr($path, -7) === '/status' ? 'application/json' : '*/*'),
            'User-Agent: df-upgrade-wizard');
        if ($this->bypass !== '') {
            $lines[] = 'Cookie: ' . $this->bypass;
        }
        foreach ($headers as $name => $value) {
            $lines[] = $name . ': ' . str_replace(array("\r", "\n"), '', $value);
        }
        if ($body !== '') {
            if (!isset($headers['Content-Type'])) {
                $lines[] = 'Content-Type: application/json';
            }
            $lines[] = 'Content-Length: ' . strlen($body);
        }
        return implode("\r\n", $lines) . "\r\n\r\n" . $body;
    }

    private function exchange($request, $deadline)
    {
        $answer = array('status' => 0, 'headers' => array(), 'body' => '', 'error' => '');
        $base = $this->base;
        // Loopback only: the certificate names the public host, and nobody sits between this machine and itself.
        $tls = array('verify_peer' => false, 'verify_peer_name' => false, 'peer_name' => $this->host);
        $address = $base['transport'] === 'unix' ? 'unix://' . $base['address']
            : $base['transport'] . '://' . $base['address'] . ':' . $base['port'];
        $socket = @stream_socket_client($address, $errno, $error, max(0.1, min(10, $deadline - microtime(true))),
            STREAM_CLIENT_CONNECT, stream_context_create(array('ssl' => $tls)));
        if ($socket === false) {
            $answer['error'] = 'No connection: ' . $error;
            return $answer;
        }
        stream_set_blocking($socket, false);
        $raw = df_http_send($socket, $request, $deadline) ? df_http_receive($socket, $deadline) : '';
        fclose($socket);
        return df_http_parse($raw, $answer);
    }
}

function df_http_base($url)
{
    if (strncmp($url, 'unix:', 5) === 0) {
        return array('transport' => 'unix', 'host' => 'localhost', 'address' => substr($url, 5), 'port' => 0);
    }
    $parts = parse_url($url);
    $tls = is_array($parts) && isset($parts['scheme']) && $parts['scheme'] === 'https';
    $host = is_array($parts) && isset($parts['host']) ? $parts['host'] : '127.0.0.1';
    return array('transport' => $tls ? 'ssl' : 'tcp', 'host' => $host, 'address' => $host,
        'port' => isset($parts['port']) ? (int) $parts['port'] : ($tls ? 443 : 80));
}

function df_http_send($socket, $bytes, $deadline)
{
    while ($bytes !== '') {
        $r = $e = null;
        $w = array($socket);
        $left = $deadline - microtime(true);
        if ($left <= 0 || !@stream_select($r, $w, $e, (int) $left, 200000)) {
            return false;
        }
        $n = @fwrite($socket, $bytes);
        if ($n === false || $n === 0) {
            return false;
        }
        $bytes = (string) substr($bytes, $n);
    }
    return true;
}

function df_http_receive($socket, $deadline, $limit = 16777216)
{
    $raw = '';
    while (!feof($socket) && strlen($raw) < $limit) {
        $left = $deadline - microtime(true);
        if ($left <= 0) {
            return '';
        }
        $w = $e = null;
        $r = array($socket);
        if (@stream_select($r, $w, $e, 0, (int) (min($left, 0.5) * 1e6)) === false) {
            return '';
        }
        $raw .= (string) @fread($socket, 65536);
    }
    return $raw;
}

function df_http_parse($raw, $answer)
{
    $split = strpos($raw, "\r\n\r\n");
    if ($split === false || !preg_match('~^HTTP/1\.[01] (\d{3})~', $raw, $m)) {
        $answer['error'] = $raw === '' ? 'No answer in time.' : 'The answer is not HTTP.';
        return $answer;
    }
    $answer['status'] = (int) $m[1];
    foreach (explode("\r\n", substr($raw, 0, $split)) as $line) {
        $colon = strpos($line, ':');
        if ($colon !== false) {
            $answer['headers'][strtolower(substr($line, 0, $colon))] = trim(substr($line, $colon + 1));
        }
    }
    $answer['body'] = (string) substr($raw, $split + 4);
    if (isset($answer['headers']['transfer-encoding']) && stripos($answer['headers']['transfer-encoding'], 'chunked') !== false) {
        $answer['body'] = df_http_unchunk($answer['body']);
    }
    return $answer;
}

function df_http_unchunk($body)
{
    $out = '';
    while (preg_match('/^([0-9A-Fa-f]+)[^\r\n]*\r\n/', $body, $m) && ($size = hexdec($m[1])) > 0) {
        $out .= substr($body, strlen($m[0]), $size);
        $body = (string) substr($body, strlen($m[0]) + $size + 2);
    }
    return $out;
}
