<?php

namespace Illuminate\Database;

use Illuminate\Foundation\Application;

/** The driver's words, and the statement behind them. Its code is the SQLSTATE, a string. */
class QueryException extends \RuntimeException
{
    public function __construct($connection, $sql, array $bindings, \Exception $previous)
    {
        foreach ($bindings as $value) {
            $sql = preg_replace('/\?/', strtr((string)$value, ['\\' => '\\\\', '$' => '\\$']), $sql, 1);
        }
        $where = version_compare(Application::VERSION, '10.0.0', '>=') ? "Connection: $connection, SQL: " : 'SQL: ';
        parent::__construct($previous->getMessage() . " ($where$sql)", 0, $previous);
        $this->code = $previous->getCode();
    }
}
