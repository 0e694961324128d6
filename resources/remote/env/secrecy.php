<?php
/** Which settings stay on the server. */
final class Secrecy
{
    public static function isSecret($key, $value)
    {
        if ($value === '' || preg_match('/^(true|false|null|\d{1,6})$/i', $value)) {
            return preg_match('/(PASS|PWD|SECRET|(^|_)TOKEN$|APP_KEY|PREVIOUS_KEYS|LICEN[SC]E_KEY)/i', $key) === 1;
        }
        if (preg_match('/(KEY|SECRET|PASS|PWD|TOKEN|CREDENTIAL|LICEN[SC]E|PRIVATE|SALT|DSN|_AUTH|PASSPHRASE|SIGNATURE|CERT$|COOKIE)/i',
            $key) && !preg_match('/(_PATH|_FILE|_TTL)$/i', $key)) {
            return true;
        }
        if (preg_match('~://[^/\s]*@~', $value) || preg_match('/(password|pwd|secret|token|key)=/i', $value)
            || strpos($value, 'PRIVATE KEY') !== false || strncmp($value, 'base64:', 7) === 0) {
            return true;
        }
        // long words of no language are keys of some kind
        return (bool)preg_match('~^[A-Za-z0-9+=_-]{32,}$~', $value)
            && preg_match('/\d/', $value) && preg_match('/[A-Za-z]/', $value);
    }

    public static function keyForm($key, $cipher)
    {
        if ($key === null || $key === '') {
            return 'missing';
        }
        if (stripos($key, 'SomeRandomString') !== false) {
            return 'placeholder';
        }
        $base64 = strncmp($key, 'base64:', 7) === 0;
        $bytes = $base64 ? base64_decode(substr($key, 7), true) : $key;
        $length = $bytes === false ? 0 : strlen($bytes);
        if ($length === 32 || $length === 16) {
            return ($base64 ? 'base64-' : 'raw-') . $length; // whether the cipher wants this length, others say
        }
        $bare = $base64 ? false : base64_decode($key, true);
        return $bare !== false && strlen($bare) === (stripos($cipher, '128') === false ? 32 : 16) ? 'no-prefix' : 'wrong-length';
    }
}
