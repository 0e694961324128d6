<?php

namespace Illuminate\Foundation;

/** storage/framework/down (JSON) and maintenance.php beside it; the secret opens a way in by a cookie. */
class Maintenance
{
    const COOKIE = 'laravel_maintenance';

    public static function enter($basePath, array $options)
    {
        $retry = isset($options['retry']) && is_numeric($options['retry']) ? (int)$options['retry'] : null;
        $data = ['except' => [], 'redirect' => null, 'retry' => $retry, 'refresh' => null,
                 'secret' => isset($options['secret']) ? $options['secret'] : null, 'status' => 503, 'template' => null];
        self::put($basePath . '/storage/framework/down', json_encode($data, JSON_PRETTY_PRINT));
        self::put($basePath . '/storage/framework/maintenance.php', file_get_contents(__DIR__ . '/maintenance.stub'));
    }

    public static function leave($basePath)
    {
        foreach (['down', 'maintenance.php'] as $name) {
            $file = $basePath . '/storage/framework/' . $name;
            if (is_file($file) && !@unlink($file)) {
                throw new \RuntimeException("unlink($file): Permission denied");
            }
        }
    }

    public static function data($basePath)
    {
        return (array)json_decode((string)@file_get_contents($basePath . '/storage/framework/down'), true);
    }

    public static function cookieFor($secret)
    {
        $until = time() + 12 * 3600;
        return base64_encode(json_encode(['expires_at' => $until, 'mac' => hash_hmac('sha256', (string)$until, $secret)]));
    }

    public static function cookieIsValid($cookie, $secret)
    {
        $payload = json_decode((string)base64_decode($cookie), true);
        return is_array($payload) && isset($payload['expires_at'], $payload['mac'])
            && hash_equals(hash_hmac('sha256', (string)$payload['expires_at'], $secret), (string)$payload['mac'])
            && (int)$payload['expires_at'] >= time();
    }

    private static function put($file, $text)
    {
        if (@file_put_contents($file, $text) === false) {
            throw new \RuntimeException("file_put_contents($file): Failed to open stream: Permission denied");
        }
    }
}
