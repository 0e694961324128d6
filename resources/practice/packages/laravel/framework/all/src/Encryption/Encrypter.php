<?php

namespace Illuminate\Encryption;

/** AES-CBC with HMAC-SHA256 over iv and value, base64 of JSON: the format that real data is stored in. */
class Encrypter
{
    private $key;
    private $cipher;
    private $previous = [];

    public function __construct($key, $cipher)
    {
        if ((string)$key === '') {
            throw new \RuntimeException('No application encryption key has been specified.');
        }
        if (strpos($key, 'base64:') === 0) {
            $key = base64_decode(substr($key, 7));
        }
        $lengths = ['aes-128-cbc' => 16, 'aes-256-cbc' => 32];
        $cipher = strtolower($cipher);
        if (!isset($lengths[$cipher]) || strlen($key) !== $lengths[$cipher]) {
            throw new \RuntimeException('Unsupported cipher or incorrect key length. Supported ciphers are: '
                . 'aes-128-cbc, aes-256-cbc, aes-128-gcm, aes-256-gcm.');
        }
        $this->key = $key;
        $this->cipher = $cipher;
    }

    /** Keys that may still decrypt (framework 11 and later). */
    public function previousKeys(array $keys)
    {
        foreach ($keys as $key) {
            $this->previous[] = new self($key, $this->cipher);
        }
    }

    public function encrypt($value)
    {
        $iv = base64_encode(random_bytes(16));
        $text = openssl_encrypt(serialize($value), $this->cipher, $this->key, 0, base64_decode($iv));
        $json = ['iv' => $iv, 'value' => $text, 'mac' => $this->mac($iv, $text), 'tag' => ''];
        return base64_encode(json_encode($json, JSON_UNESCAPED_SLASHES));
    }

    public function decrypt($payload)
    {
        $json = json_decode((string)base64_decode((string)$payload), true);
        if (!is_array($json) || !isset($json['iv'], $json['value'], $json['mac'])) {
            throw new DecryptException('The payload is invalid.');
        }
        if (!hash_equals($this->mac($json['iv'], $json['value']), $json['mac'])) {
            foreach ($this->previous as $other) {
                if (hash_equals($other->mac($json['iv'], $json['value']), $json['mac'])) {
                    return $other->decrypt($payload);
                }
            }
            throw new DecryptException('The MAC is invalid.');
        }
        $text = openssl_decrypt($json['value'], $this->cipher, $this->key, 0, base64_decode($json['iv']));
        if ($text === false) {
            throw new DecryptException('Could not decrypt the data.');
        }
        return unserialize($text, ['allowed_classes' => false]);
    }

    private function mac($iv, $value)
    {
        return hash_hmac('sha256', $iv . $value, $this->key);
    }
}
