<?php

namespace DreamFactory\Core;

/** SQLSTATE 42S22 in the words of the engine that reports it. */
class MissingColumn extends \RuntimeException
{
    public function __construct($connection, $sql, array $user)
    {
        parent::__construct("SQLSTATE[42S22]: Column not found: 1054 Unknown column '{$user['id']}' in 'WHERE' (Connection: "
            . "$connection, SQL: " . str_replace('?', (string)$user['username'], $sql) . ')');
        $this->code = '42S22';
    }
}
