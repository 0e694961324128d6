<?php

namespace DreamFactory\Core;

use DreamFactory\Core\Exceptions\RestException;
use Illuminate\Foundation\Application;

class Jwt
{
    public static function make(array $claims, $secret)
    {
        $text = self::encode(json_encode(['typ' => 'JWT', 'alg' => 'HS256'])) . '.'
            . self::encode(json_encode($claims, JSON_UNESCAPED_SLASHES));
        return $text . '.' . self::encode(hash_hmac('sha256', $text, $secret, true));
    }

    public static function read($token, $secret)
    {
        $parts = explode('.', $token);
        $claims = count($parts) === 3 ? json_decode((string)self::decode($parts[1]), true) : null;
        if (!is_array($claims) || !isset($claims['exp'], $claims['jti'], $claims['user_id'])) {
            $why = version_compare(Application::VERSION, '11.0.0', '>=') ? 'Error while decoding from JSON'
                : 'The token "' . $token . '" is an invalid JWS';
            throw new RestException(401, 'Invalid token: Could not decode token: ' . $why);
        }
        $mac = self::encode(hash_hmac('sha256', $parts[0] . '.' . $parts[1], $secret, true));
        if (!hash_equals($mac, $parts[2])) {
            throw new RestException(401, 'Invalid token: Token Signature could not be verified.');
        }
        if ((int)$claims['exp'] < time()) {
            throw new RestException(401, 'Token has expired');
        }
        return $claims;
    }

    private static function encode($bytes)
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }

    private static function decode($text)
    {
        return base64_decode(strtr($text, '-_', '+/'));
    }
}
