<?php
/** SQLite files can't be read while somebody writes to them: what is sent is a copy of one moment. The file itself is only read. */
final class Consistent
{
    public static function isSqlite($head)
    {
        return strncmp($head, "SQLite format 3\0", 16) === 0;
    }

    /** Journals belong to the file beside them and never go alone. */
    public static function isJournal($name)
    {
        if (!preg_match('/\A(.+)-(?:wal|shm|journal)\z/s', $name, $m)) {
            return false;
        }
        $handle = is_file($m[1]) ? @fopen($m[1], 'rbn') : false;
        $head = $handle ? (string)fread($handle, 16) : '';
        return self::isSqlite($head);
    }

    /** A copy of $file in the private folder; its path there. */
    public static function copy($file, $named)
    {
        $to = Temp::file('copy.sqlite');
        foreach (['', '-wal', '-shm', '-journal'] as $suffix) {
            @unlink($to . $suffix);
        }
        clearstatcache();
        $bytes = (int)filesize($file) + (is_file("$file-wal") ? (int)filesize("$file-wal") : 0);
        if (disk_free_space(dirname($to)) < $bytes + 1048576) {
            throw new Trouble('no-room', $named, dirname($to));
        }
        try {
            if (is_file("$file-wal") && filesize("$file-wal") > 0) {
                self::byDatabase($file, $to);
            } else {
                self::byBytes($file, $to);
            }
        } catch (PDOException $e) {
            throw new Trouble('busy', $named, $e->getMessage());
        }
        return $to;
    }

    private static function open($file)
    {
        if (!class_exists('PDO') || !in_array('sqlite', PDO::getAvailableDrivers(), true)) {
            return null;
        }
        $readOnly = defined('Pdo\\Sqlite::ATTR_OPEN_FLAGS')
            ? [constant('Pdo\\Sqlite::ATTR_OPEN_FLAGS') => constant('Pdo\\Sqlite::OPEN_READONLY')]
            : (defined('PDO::SQLITE_ATTR_OPEN_FLAGS') ? [constant('PDO::SQLITE_ATTR_OPEN_FLAGS') => constant('PDO::SQLITE_OPEN_READONLY')] : []);
        return new PDO('sqlite:' . $file, null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => 30] + $readOnly);
    }

    /** While a reader holds the file nobody may write to it: the very bytes. */
    private static function byBytes($file, $to)
    {
        $pdo = self::open($file);
        if ($pdo) {
            $pdo->beginTransaction();
            $pdo->query('SELECT COUNT(*) FROM sqlite_master')->fetchAll();
        }
        $ok = @copy($file, $to);
        if ($pdo) {
            $pdo->rollBack();
        }
        if (!$ok) {
            throw new Trouble('read', $file, self::lastWords());
        }
    }

    /** With a write-ahead log the bytes alone are not the content. */
    private static function byDatabase($file, $to)
    {
        if (class_exists('SQLite3') && method_exists('SQLite3', 'backup')) {
            $from = new SQLite3($file, SQLITE3_OPEN_READONLY);
            $from->busyTimeout(30000);
            $copy = new SQLite3($to);
            $ok = @$from->backup($copy);
            $words = $from->lastErrorMsg();
            $copy->close();
            $from->close();
            if (!$ok) {
                throw new Trouble('busy', $file, $words);
            }
            return;
        }
        $pdo = self::open($file);
        if (!$pdo) {
            throw new Trouble('no-sqlite', $file, 'PHP has no extension for SQLite');
        }
        $pdo->exec('VACUUM INTO ' . $pdo->quote($to));
    }

    /** Is it one that an application can open? Not said of one that PHP can't open here. */
    public static function prove($copy, $named)
    {
        $pdo = self::open($copy);
        $answer = $pdo ? (string)$pdo->query('PRAGMA integrity_check')->fetchColumn() : 'ok';
        if ($answer !== 'ok') {
            throw new Trouble('unsound', $named, $answer);
        }
    }

    public static function lastWords()
    {
        $last = error_get_last();
        return $last ? $last['message'] : '';
    }
}

/** A private folder. The shell around us removes it on every exit; so do we, for the shell may have been killed. */
final class Temp
{
    public static function goesWithUs()
    {
        register_shutdown_function(function () {
            foreach (glob(getenv('DF_TEMP') . '/*') ?: [] as $file) {
                @unlink($file);
            }
            @rmdir(getenv('DF_TEMP'));
        });
    }

    public static function file($name)
    {
        return getenv('DF_TEMP') . '/' . $name;
    }
}
