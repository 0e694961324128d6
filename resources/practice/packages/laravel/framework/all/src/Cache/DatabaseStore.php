<?php

namespace Illuminate\Cache;

/** No migration makes its table: whoever lands here by default finds that out at the first request. */
class DatabaseStore
{
    private $db;
    private $table;

    public function __construct($db, $table)
    {
        $this->db = $db;
        $this->table = $table;
    }

    public function get($key)
    {
        $rows = $this->db->select('select * from ' . $this->db->name($this->table) . ' where ' . $this->db->quote('key')
            . ' in (?)', [$key]);
        return $rows && $rows[0]['expiration'] >= time() ? unserialize($rows[0]['value'], ['allowed_classes' => false]) : null;
    }

    public function put($key, $value, $seconds)
    {
        $this->db->delete($this->table, ['key' => $key]);
        $this->db->insert($this->table,
            ['key' => $key, 'value' => serialize($value), 'expiration' => time() + $seconds], false);
    }

    public function flush()
    {
        $this->db->statement('delete from ' . $this->db->name($this->table));
        return true;
    }
}
