<?php

namespace Illuminate\Cache;

class ArrayStore
{
    private $values = [];

    public function get($key)
    {
        return isset($this->values[$key]) ? $this->values[$key] : null;
    }

    public function put($key, $value, $seconds)
    {
        $this->values[$key] = $value;
    }

    public function flush()
    {
        $this->values = [];
        return true;
    }
}
