<?php
// The system database: where it is, what is in it, and copies of it. PHP 7.2 to 8.5; PDO alone.

/** Where the .env says the database is, by the rules of the release that it stands beside. */
function df_db_settings($envFile)
{
    $s = (new DatabaseSettings(getenv('DF_ROOT'), df_env_of($envFile), df_code_root($envFile)))->resolve();
    $throwAway = (string) getenv('DF_DB_SOCK'); // of our own server for the scratch copy, which has no certificate
    return ['engine' => $s['driver'], 'name' => $s['database']]
        + ($throwAway === '' ? [] : ['socket' => $throwAway, 'ca' => '']) + $s;
}

function df_db_open($s)
{
    $options = [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => 10];
    if ($s['engine'] === 'sqlite') {
        if (!is_file($s['name'])) {
            df_die('there is no SQLite file ' . $s['name']);
        }
        return new PDO('sqlite:' . $s['name'], null, null, $options);
    }
    if ($s['engine'] === 'mysql') {
        $where = $s['socket'] !== '' ? 'unix_socket=' . $s['socket'] : 'host=' . $s['host'] . ';port=' . $s['port'];
        if ($s['ca'] !== '') { // its name from PHP 8.4 on, and before
            $options[defined('Pdo\\Mysql::ATTR_SSL_CA') ? constant('Pdo\\Mysql::ATTR_SSL_CA')
                : constant('PDO::MYSQL_ATTR_SSL_CA')] = $s['ca'];
        }
        $pdo = new PDO("mysql:$where;dbname=" . $s['name'] . ';charset=utf8mb4', $s['user'], $s['password'], $options);
        $pdo->exec('SET SESSION lock_wait_timeout=120'); // else a day, if somebody holds a table
        $pdo->setAttribute(PDO::ATTR_STRINGIFY_FETCHES, true); // the same text from every PHP
        return $pdo;
    }
    if ($s['engine'] === 'pgsql') {
        return new PDO('pgsql:host=' . $s['host'] . ';port=' . $s['port'] . ';dbname=' . $s['name'], $s['user'],
            $s['password'], $options);
    }
    df_die('engine ' . $s['engine'] . ' is not supported');
}

function df_db_quote_name($engine, $name)
{
    return $engine === 'mysql' ? '`' . str_replace('`', '``', $name) . '`' : '"' . str_replace('"', '""', $name) . '"';
}

/** The names of its tables. */
function df_db_table_names($pdo, $engine)
{
    if ($engine === 'sqlite') {
        $list = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    } elseif ($engine === 'mysql') {
        $list = "SELECT table_name FROM information_schema.tables WHERE table_schema=DATABASE() AND table_type='BASE TABLE' ORDER BY 1";
    } else {
        $list = "SELECT table_name FROM information_schema.tables WHERE table_schema=current_schema() AND table_type='BASE TABLE' ORDER BY 1";
    }
    return array_map('strval', $pdo->query($list)->fetchAll(PDO::FETCH_COLUMN));
}

/**
 * table => [rows, checksum]. The order of rows doesn't matter. $byRows: by the rows' own text, the same on every server of that
 * engine; else by the server's own checksum where it has one, which only it can compare.
 */
function df_db_tables($pdo, $s, $byRows = false)
{
    if ($byRows) {
        return df_db_tables_alike($pdo, $s);
    }
    $engine = $s['engine'];
    $out = [];
    foreach (df_db_table_names($pdo, $engine) as $table) {
        $q = df_db_quote_name($engine, $table);
        $rows = (int) $pdo->query("SELECT COUNT(*) FROM $q")->fetchColumn();
        if ($engine === 'mysql') {
            $r = $pdo->query("CHECKSUM TABLE $q EXTENDED")->fetch(PDO::FETCH_NUM);
            $sum = (string) $r[1];
        } else {
            $sum = df_db_row_hash($pdo, $q);
        }
        $out[$table] = [$rows, $sum];
    }
    ksort($out);
    return $out;
}

/**
 * The same of one moment, and with the same checksums whatever the server, its version and PHP's are: what of two databases on two
 * machines can be compared. $tick is called now and then.
 */
function df_db_tables_alike($pdo, $s, $tick = null)
{
    $pdo->setAttribute(PDO::ATTR_STRINGIFY_FETCHES, true);
    if ($s['engine'] === 'mysql') {
        // row by row: a table may be larger than memory
        $pdo->setAttribute(defined('Pdo\\Mysql::ATTR_USE_BUFFERED_QUERY') ? constant('Pdo\\Mysql::ATTR_USE_BUFFERED_QUERY')
            : constant('PDO::MYSQL_ATTR_USE_BUFFERED_QUERY'), false);
        $pdo->exec("SET SESSION time_zone='+00:00'");
        $pdo->exec('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        $pdo->exec('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    } elseif ($s['engine'] === 'pgsql') {
        foreach (["TIME ZONE 'UTC'", "DateStyle='ISO, MDY'", "IntervalStyle='postgres'", "bytea_output='hex'", 'extra_float_digits=3'] as $form) {
            $pdo->exec("SET $form");
        }
        $pdo->exec('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    } else {
        $pdo->exec('BEGIN');
    }
    $out = [];
    foreach (df_db_table_names($pdo, $s['engine']) as $table) {
        $rows = 0;
        $sum = df_db_row_hash($pdo, df_db_quote_name($s['engine'], $table), $rows, $tick);
        $out[$table] = [$rows, $sum];
    }
    $pdo->exec('ROLLBACK');
    ksort($out, SORT_STRING);
    return $out;
}

/** Sum of the rows' hashes, so that the order doesn't count. */
function df_db_row_hash($pdo, $quoted, &$rows = 0, $tick = null)
{
    $sum = array_fill(0, 8, 0);
    $st = $pdo->query("SELECT * FROM $quoted");
    while ($row = $st->fetch(PDO::FETCH_NUM)) {
        $text = '';
        if (++$rows % 1000 === 0 && $tick) {
            $tick();
        }
        foreach ($row as $v) {
            if (is_resource($v)) {
                $v = stream_get_contents($v);
            }
            $v = is_bool($v) ? (int) $v : $v; // as text, or as what it is: that depends on PHP's version
            $text .= $v === null ? 'N;' : strlen((string) $v) . ':' . $v . ';';
        }
        foreach (array_values(unpack('n8', md5($text, true))) as $i => $n) {
            $sum[$i] = ($sum[$i] + $n) & 0xffffffff;
        }
    }
    return implode('.', array_map('dechex', $sum));
}

/** tables ENVFILE [rows]: one line "table TAB rows TAB checksum". */
function df_cmd_tables($envFile, $by = '')
{
    $s = df_db_settings($envFile);
    foreach (df_db_tables(df_db_open($s), $s, $by === 'rows') as $table => $r) {
        echo "$table\t$r[0]\t$r[1]\n";
    }
}

/** migrations ENVFILE: the names of those that have run, one a line. */
function df_cmd_migrations($envFile)
{
    $s = df_db_settings($envFile);
    $t = df_db_quote_name($s['engine'], $s['prefix'] . 'migrations');
    foreach (df_db_open($s)->query("SELECT migration FROM $t ORDER BY migration")->fetchAll(PDO::FETCH_COLUMN) as $name) {
        echo $name, "\n";
    }
}

/** dbconf ENVFILE OUT: a client options file (0600) for mysql/mysqldump or a pgpass for PostgreSQL. */
function df_cmd_dbconf($envFile, $out)
{
    $s = df_db_settings($envFile);
    df_write($out, $s['engine'] === 'pgsql' ? df_pgpass($s) : df_client_options($s), 0600);
}

function df_pgpass($s)
{
    $esc = function ($v) {
        return str_replace(['\\', ':'], ['\\\\', '\\:'], $v);
    };
    return '*:*:*:' . $esc($s['user']) . ':' . $esc($s['password']) . "\n";
}

/** adminconf ENVFILE OUT USER: an options file for the account that may create databases; its password comes on stdin. */
function df_cmd_adminconf($envFile, $out, $user)
{
    $s = df_db_settings($envFile);
    $s['user'] = $user;
    $s['password'] = stream_get_contents(STDIN);
    df_write($out, $s['engine'] === 'pgsql' ? df_pgpass($s) : df_client_options($s), 0600);
}

function df_client_options($s)
{
    $quote = function ($v) {
        return '"' . str_replace(['\\', '"', "\n"], ['\\\\', '\\"', '\\n'], $v) . '"';
    };
    $text = "[client]\nuser=" . $quote($s['user']) . "\npassword=" . $quote($s['password']) . "\n";
    // As PDO understands it: "localhost" is the socket, everything else is TCP.
    $text .= $s['socket'] !== '' ? 'socket=' . $quote($s['socket']) . "\n" : 'host=' . $quote($s['host']) . "\n";
    if ($s['socket'] === '' && $s['host'] !== 'localhost') {
        $text .= 'port=' . (int) $s['port'] . "\nprotocol=TCP\n";
    }
    if ($s['ca'] !== '') {
        $text .= 'ssl-ca=' . $quote($s['ca']) . "\n";
    }
    return $text;
}

/** The server is there, and doesn't want this account: no waiting helps. */
function df_db_refuses($e)
{
    return preg_match('/Access denied|(password|peer|Ident) authentication failed|no pg_hba\.conf entry/i', $e->getMessage()) === 1;
}

/** db-up ENVFILE SECONDS: waits until the database answers. */
function df_cmd_db_up($envFile, $seconds)
{
    $s = df_db_settings($envFile);
    for ($end = microtime(true) + (int) $seconds; ;) {
        try {
            df_db_open($s)->query('SELECT 1')->fetchAll();
            return;
        } catch (PDOException $e) {
            if (df_db_refuses($e)) {
                df_die('the database refuses the account in ' . $envFile . ': ' . $e->getMessage());
            }
            if (microtime(true) >= $end) {
                df_die('the database does not answer: ' . $e->getMessage());
            }
        }
        usleep(500000);
    }
}

/** db-wait-quiet ENVFILE SECONDS: waits until nobody else's statement runs on the database, and nobody holds its tables. */
function df_cmd_db_wait_quiet($envFile, $seconds)
{
    $s = df_db_settings($envFile);
    if ($s['engine'] === 'sqlite') {
        return; // its copies are taken under a lock
    }
    $pdo = df_db_open($s);
    $sql = $s['engine'] === 'mysql'
        ? "SELECT id, user, host, command, time FROM information_schema.processlist WHERE db=DATABASE() AND id<>CONNECTION_ID() AND command NOT IN ('Sleep','Daemon','Binlog Dump')"
        : "SELECT pid, usename, client_addr, state FROM pg_stat_activity WHERE datname=current_database() AND pid<>pg_backend_pid() AND state='active'";
    for ($end = time() + (int) $seconds; ;) {
        $rows = $pdo->query($sql)->fetchAll(PDO::FETCH_NUM);
        if (!$rows) {
            break;
        }
        if (time() >= $end) {
            df_die('another program works on the database: ' . implode(' ', array_map('strval', $rows[0])));
        }
        usleep(200000);
    }
    if ($s['engine'] === 'mysql') {
        df_db_try_locks($pdo, (int) $seconds);
    }
}

/** A session that only sleeps may hold tables (a transaction left open, LOCK TABLES): the migrations would wait for it. */
function df_db_try_locks($pdo, $seconds)
{
    $list = "SELECT table_name FROM information_schema.tables WHERE table_schema=DATABASE() AND table_type='BASE TABLE'";
    $names = array_map(function ($t) {
        return df_db_quote_name('mysql', $t) . ' WRITE';
    }, $pdo->query($list)->fetchAll(PDO::FETCH_COLUMN));
    if (!$names) {
        return;
    }
    try {
        $pdo->exec("SET SESSION lock_wait_timeout=$seconds");
        $pdo->exec('LOCK TABLES ' . implode(', ', $names));
        $pdo->exec('UNLOCK TABLES');
    } catch (PDOException $e) {
        if (isset($e->errorInfo[1]) && (int) $e->errorInfo[1] === 1205) {
            $others = $pdo->query('SELECT user, host, time FROM information_schema.processlist WHERE db=DATABASE() AND id<>CONNECTION_ID()')
                ->fetchAll(PDO::FETCH_NUM);
            df_die('another program holds tables of the database: ' . implode('; ', array_map(function ($r) {
                return "$r[0] from $r[1], since $r[2] s";
            }, $others)));
        }
        // Without the right to lock nothing is known; the migrations have a limit of their own.
    }
}

/** apps-save ENVFILE OUT / apps-restore ENVFILE IN: seeding resets keys of the built-in apps (facts §3); keep the user's. */
function df_cmd_apps_save($envFile, $out)
{
    $s = df_db_settings($envFile);
    $pdo = df_db_open($s);
    $t = df_db_quote_name($s['engine'], $s['prefix'] . 'app');
    $rows = $pdo->query("SELECT id, name, api_key, is_active FROM $t ORDER BY id")->fetchAll(PDO::FETCH_ASSOC);
    df_write($out, json_encode($rows), 0600);
    echo count($rows), " apps remembered\n";
}

function df_cmd_apps_restore($envFile, $in)
{
    $s = df_db_settings($envFile);
    $pdo = df_db_open($s);
    $t = df_db_quote_name($s['engine'], $s['prefix'] . 'app');
    foreach (json_decode(df_read($in), true) as $was) {
        $st = $pdo->prepare("SELECT api_key, is_active FROM $t WHERE id=? AND name=?");
        $st->execute([$was['id'], $was['name']]);
        $is = $st->fetch(PDO::FETCH_ASSOC);
        if ($is && ($is['api_key'] !== $was['api_key'] || (bool) $is['is_active'] !== (bool) $was['is_active'])) {
            $u = $pdo->prepare("UPDATE $t SET api_key=?, is_active=? WHERE id=?");
            $u->bindValue(1, $was['api_key']);
            if ($s['engine'] === 'pgsql') {
                $u->bindValue(2, (bool) $was['is_active'], PDO::PARAM_BOOL);
            } else {
                $u->bindValue(2, (int) $was['is_active'], PDO::PARAM_INT);
            }
            $u->bindValue(3, (int) $was['id'], PDO::PARAM_INT);
            $u->execute();
            echo 'kept the API key of app ', $was['name'], "\n";
        }
    }
}

/** sqlite-copy SRC DST: the very bytes, while nobody writes; then proven readable. */
function df_cmd_sqlite_copy($src, $dst)
{
    if (!is_file($src)) {
        df_die("there is no SQLite file $src"); // opening it would make an empty one
    }
    $pdo = new PDO('sqlite:' . $src, null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => 30]);
    if (strtolower((string) $pdo->query('PRAGMA journal_mode')->fetchColumn()) === 'wal') {
        $pdo->query('PRAGMA wal_checkpoint(TRUNCATE)')->fetchAll();
    }
    $pdo->exec('BEGIN IMMEDIATE');
    $ok = copy($src, "$dst.part");
    $pdo->exec('ROLLBACK');
    if (!$ok) {
        df_die("cannot copy $src to $dst");
    }
    $pdo = null;
    $check = new PDO("sqlite:$dst.part", null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
    $answer = (string) $check->query('PRAGMA integrity_check')->fetchColumn();
    $check = null;
    if ($answer !== 'ok') {
        @unlink("$dst.part");
        df_die("the copy of $src is not sound: $answer");
    }
    chmod("$dst.part", fileperms($src) & 07777);
    @chown("$dst.part", fileowner($src));
    @chgrp("$dst.part", filegroup($src));
    rename("$dst.part", $dst) || df_die("cannot rename to $dst");
    foreach (['-wal', '-shm', '-journal'] as $suffix) {
        @unlink($dst . $suffix);
    }
}

/** db-rename-sql FROM TO ASIDE ENVFILE: the one statement that exchanges all tables (MySQL), on stdout. */
function df_cmd_db_rename_sql($live, $back, $aside, $liveTables, $backTables)
{
    $moves = [];
    foreach (array_filter(explode("\n", df_read($liveTables))) as $t) {
        $moves[] = df_db_quote_name('mysql', $live) . '.' . df_db_quote_name('mysql', $t) . ' TO '
            . df_db_quote_name('mysql', $aside) . '.' . df_db_quote_name('mysql', $t);
    }
    foreach (array_filter(explode("\n", df_read($backTables))) as $t) {
        $moves[] = df_db_quote_name('mysql', $back) . '.' . df_db_quote_name('mysql', $t) . ' TO '
            . df_db_quote_name('mysql', $live) . '.' . df_db_quote_name('mysql', $t);
    }
    echo 'RENAME TABLE ', implode(', ', $moves), ";\n";
}
