<?php

namespace Illuminate\Database;

/**
 * Tables from a short text, so that a migration can be read at a glance. Columns are separated by ";":
 *     name type[(n)] [null] [unique] [primary] [=default] [>table! | >table?]
 * ">table!" refers to table.id and is deleted with it, ">table?" is emptied with it. Abbreviations: "id", "@dates"
 * (created_date, last_modified_date), "@by" (created_by_id, last_modified_by_id).
 */
class Schema
{
    private $db;

    public function __construct(Connection $db)
    {
        $this->db = $db;
    }

    public function create($table, $columns)
    {
        $lines = [];
        $keys = [];
        foreach ($this->split($columns) as $column) {
            $lines[] = $this->column($column, $keys);
        }
        $tail = $this->db->driver === 'mysql' ? ' default character set ' . $this->db->setting('charset', 'utf8mb4')
            . " collate '" . $this->db->setting('collation', 'utf8mb4_unicode_ci') . "'" : '';
        $this->db->statement('create table ' . $this->db->name($table) . " (\n  "
            . implode(",\n  ", array_merge($lines, $keys)) . "\n)" . $tail);
    }

    public function add($table, $columns)
    {
        foreach ($this->split($columns) as $column) {
            $keys = [];
            $this->db->statement('alter table ' . $this->db->name($table) . ' add ' . $this->column($column, $keys));
        }
    }

    /** Gives a column another type. SQLite doesn't enforce lengths, so there the table is written anew, as the real one does. */
    public function change($table, $column, $type)
    {
        $name = $this->db->quote($column);
        if ($this->db->driver === 'mysql') {
            $this->db->statement('alter table ' . $this->db->name($table) . " modify $name " . $this->type($type) . ' null');
        } elseif ($this->db->driver === 'pgsql') {
            $this->db->statement('alter table ' . $this->db->name($table) . " alter $name type " . $this->type($type));
        } else {
            $this->rewriteSqlite($table, $column, $this->type($type));
        }
    }

    public function dropIfExists($table)
    {
        $this->db->statement('drop table if exists ' . $this->db->name($table));
    }

    private function split($columns)
    {
        $columns = str_replace(
            ['@dates', '@by'],
            ['created_date timestamp null; last_modified_date timestamp =now',
             'created_by_id uint null >user?; last_modified_by_id uint null >user?'],
            $columns
        );
        return array_filter(array_map('trim', explode(';', $columns)));
    }

    private function column($text, array &$keys)
    {
        if ($text === 'id') {
            $id = ['sqlite' => 'integer primary key autoincrement not null',
                   'mysql' => 'int unsigned not null auto_increment primary key', 'pgsql' => 'serial primary key not null'];
            return $this->db->quote('id') . ' ' . $id[$this->db->driver];
        }
        $words = preg_split('/\s+/', $text);
        $name = array_shift($words);
        $type = array_shift($words);
        $sql = $this->db->quote($name) . ' ' . $this->type($type);
        $sql .= in_array('null', $words) ? ' null' : ' not null';
        foreach ($words as $word) {
            if ($word[0] === '=') {
                $sql .= ' default ' . $this->defaultValue(substr($word, 1), $type);
            } elseif ($word === 'unique' || $word === 'primary') {
                $sql .= $word === 'unique' ? ' unique' : ' primary key';
            } elseif ($word[0] === '>') {
                $keys[] = 'foreign key (' . $this->db->quote($name) . ') references '
                    . $this->db->name(substr($word, 1, -1)) . ' (' . $this->db->quote('id') . ') on delete '
                    . (substr($word, -1) === '!' ? 'cascade' : 'set null');
            }
        }
        return $sql;
    }

    private function type($type)
    {
        preg_match('/^(\w+)(?:\((\d+)\))?$/', $type, $m);
        $length = isset($m[2]) ? $m[2] : 255;
        $mysql = ['string' => "varchar($length)", 'int' => 'int', 'uint' => 'int unsigned', 'biguint' => 'bigint unsigned',
                  'bool' => 'tinyint(1)', 'datetime' => 'datetime', 'timestamp' => 'timestamp', 'text' => 'text',
                  'mediumtext' => 'mediumtext', 'longtext' => 'longtext'];
        $other = ['string' => 'varchar', 'int' => 'integer', 'uint' => 'integer', 'biguint' => 'integer',
                  'bool' => 'tinyint(1)', 'datetime' => 'datetime', 'timestamp' => 'datetime', 'text' => 'text',
                  'mediumtext' => 'text', 'longtext' => 'text'];
        if ($this->db->driver === 'pgsql') {
            $other = array_merge($other, ['string' => "varchar($length)", 'biguint' => 'bigint', 'bool' => 'boolean',
                                          'datetime' => 'timestamp(0)', 'timestamp' => 'timestamp(0)']);
        }
        return $this->db->driver === 'mysql' ? $mysql[$m[1]] : $other[$m[1]];
    }

    private function defaultValue($text, $type)
    {
        if ($text === 'now') {
            return 'current_timestamp';
        }
        if ($type === 'bool' && $this->db->driver === 'pgsql') {
            return $text ? 'true' : 'false';
        }
        return "'" . $text . "'";
    }

    private function rewriteSqlite($table, $column, $type)
    {
        $full = $this->db->setting('prefix', '') . $table;
        $sql = $this->db->select("select sql from sqlite_master where type = 'table' and name = ?", [$full])[0]['sql'];
        $quoted = preg_quote($this->db->quote($column), '/');
        $changed = preg_replace("/$quoted [a-z]+(\\(\\d+\\))?( not)?( null)?/", $this->db->quote($column) . " $type null", $sql, 1);
        $changed = preg_replace('/^create table "[^"]+"/i', 'create table "__temp__' . $full . '"', $changed, 1);
        $this->db->statement('pragma foreign_keys = off'); // else dropping would cascade
        $this->db->statement($changed);
        $this->db->statement('insert into "__temp__' . $full . '" select * from ' . $this->db->name($table));
        $this->db->statement('drop table ' . $this->db->name($table));
        $this->db->statement('alter table "__temp__' . $full . '" rename to ' . $this->db->name($table));
        if ($this->db->setting('foreign_key_constraints')) {
            $this->db->statement('pragma foreign_keys = on');
        }
    }
}
