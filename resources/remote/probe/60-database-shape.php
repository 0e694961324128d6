<?php
/** How the tables of a MySQL or MariaDB server are made: what decides whether new ones fit and changes pass. */
final class DatabaseShape
{
    const MOST_NAMES = 40;

    /** @param array $tables rows of information_schema.tables: name, bytes, collation, row format */
    public static function ofTables(array $tables)
    {
        $f = ['collations' => [], 'rowFormats' => [], 'largestTables' => []];
        $sizes = [];
        foreach ($tables as $t) {
            $sizes[(string)$t[0]] = (int)$t[1];
            foreach (['collations' => $t[2], 'rowFormats' => $t[3]] as $what => $word) {
                $word = (string)$word;
                if ($word !== '' && (isset($f[$what][$word]) || count($f[$what]) < self::MOST_NAMES)) {
                    $f[$what][$word] = (isset($f[$what][$word]) ? $f[$what][$word] : 0) + 1;
                }
            }
        }
        return ['largestTables' => (object)self::largest($sizes), 'collations' => (object)$f['collations'],
            'rowFormats' => (object)$f['rowFormats']];
    }

    public static function largest(array $sizes)
    {
        arsort($sizes);
        return array_slice($sizes, 0, 10, true);
    }

    /** Date columns that default to 0000-00-00, and those of small tables that hold it. */
    public static function zeroDates(DatabaseLook $look)
    {
        $until = microtime(true) + 0.5;
        $found = 0;
        $columns = [];
        foreach ($look->rows('SELECT c.table_name, c.column_name, c.column_default FROM information_schema.columns c'
            . ' JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name'
            . " WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND c.data_type IN ('date', 'datetime', 'timestamp')"
            . ' AND COALESCE(t.table_rows, 0) < 20000') as $row) {
            if (strpos((string)$row[2], '0000-00-00') !== false) {
                $found++;
            } else {
                $columns[$row[0]][] = $row[1];
            }
        }
        foreach ($columns as $table => $names) {
            $sums = implode(', ', array_map(function ($name) {
                return 'MAX(CAST(`' . str_replace('`', '``', $name) . "` AS CHAR) LIKE '0000-00-00%')";
            }, $names));
            $found += microtime(true) > $until ? 0 : array_sum(array_map('intval', $look->ask('SELECT ' . $sums . ' FROM `'
                . str_replace('`', '``', $table) . '`')));
        }
        return $found;
    }
}

/** What the contents of DreamFactory's own tables tell about commands that were run on this server. */
final class SystemTables
{
    /** SHA-256 of the public API keys that the release's seeder gives to its own apps (facts §3). */
    const SEEDED = [
        'admin' => 'f0e2a0dd93976ec8fb6ced61aeb2ae217090193279a5f345e98de87b771f8914',
        'api_docs' => '5dcfa6ccf0f819c7579adf989f2272d09f2c2da3ca689b771da029ef565204e9',
        'file_manager' => '094dd1887056087cdf9eb5b8a9d41f484d125d0d5f20ec21cd02feb2015c9a5a',
    ];

    /** The release's own apps whose key is not the release's; the keys stay here. */
    public static function ownApiKeys(DatabaseLook $look)
    {
        $own = [];
        foreach ($look->rows('SELECT name, api_key FROM ' . $look->name('app') . " WHERE name IN ('admin', 'api_docs', 'file_manager')") as $row) {
            if ((string)$row[1] !== '' && isset(self::SEEDED[$row[0]]) && !hash_equals(self::SEEDED[$row[0]], hash('sha256', $row[1]))) {
                $own[] = $row[0];
            }
        }
        sort($own);
        return $own;
    }

    /**
     * Users whose hash a log-in has hashed again (facts §16): it was written anew without anybody being signed in, after the last log-in
     * that came through, and the account is older than that. Somebody who asked for a new password and hasn't set it has a code.
     */
    public static function passwordsDestroyed(DatabaseLook $look)
    {
        $n = 0;
        foreach ($look->rows('SELECT created_date, last_modified_date, last_login_date, confirm_code FROM ' . $look->name('user')
            . " WHERE password LIKE '$2_$%' AND password NOT LIKE '$2_$10$%' AND last_modified_by_id IS NULL") as $row) {
            list($created, $modified, $login) = array_map('strtotime', array_map('strval', array_slice($row, 0, 3)));
            $asked = !in_array((string)$row[3], ['', 'y'], true);
            $n += $created && $modified && !$asked && $modified > $created + 5 && $modified > (int)$login + 5 ? 1 : 0;
        }
        return $n;
    }

    /** "docs: /srv/files": absolute paths that exist, in the configuration of services; nothing else of it. */
    public static function servicePaths(DatabaseLook $look, array $tables, array $names)
    {
        $found = [];
        foreach ($tables as $table) {
            if (!preg_match('/_config$/', $table) || count($found) >= 100) {
                continue;
            }
            foreach ($look->records($table, 2000) as $row) {
                if (!isset($row['service_id'], $names[$row['service_id']])) {
                    continue;
                }
                foreach ($row as $column => $value) {
                    foreach (self::pathsIn((string)$value) as $path) {
                        $found[Text::clip($names[$row['service_id']], 64) . ': ' . $path] = true;
                    }
                }
            }
        }
        return array_slice(array_map('strval', array_keys($found)), 0, 100);
    }

    private static function pathsIn($value)
    {
        $inner = $value !== '' && ($value[0] === '{' || $value[0] === '[') ? json_decode($value, true) : null;
        $paths = [];
        $each = is_array($inner) ? $inner : [$value];
        array_walk_recursive($each, function ($word) use (&$paths) {
            if (is_string($word) && strlen($word) > 2 && strlen($word) < 1024 && $word[0] === '/' && strpos($word, "\0") === false
                && strpos($word, '//') !== 0 && file_exists($word)) {
                $paths[] = $word;
            }
        });
        return $paths;
    }
}
