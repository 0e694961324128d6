<?php
/**
 * What must be the same on the old server of a move before and after: its files (as a run's fingerprint has them, tree.php), .env and
 * every table. A line each, the last one "end". Being shut for the last copy is no difference. Only reads. $argv: the installation's root.
 */
final class OldPrint
{
    public static function main(array $argv)
    {
        $root = $argv[1];
        putenv("DF_ROOT=$root");
        if (!is_dir($root)) {
            df_die("there is no folder $root");
        }
        try {
            df_print_tree($root, [], 'df_hash_unguarded');
            echo 'env ', hash_file('sha256', "$root/.env"), "\n";
            self::tables(df_db_settings("$root/.env"));
        } catch (Throwable $e) { // a trace may hold a password
            df_die(get_class($e) . ': ' . $e->getMessage());
        }
        echo "end\n";
    }

    /** An SQLite file is not even opened: whoever opens one may make files beside it. */
    private static function tables(array $settings)
    {
        if ($settings['engine'] === 'sqlite') {
            foreach (['', '-wal', '-journal'] as $suffix) {
                $file = $settings['name'] . $suffix;
                echo is_file($file) && filesize($file) > 0 ? 'table ' . df_line($file) . ' ' . hash_file('sha256', $file) . "\n" : '';
            }
            return;
        }
        foreach (df_db_tables_alike(df_db_open($settings), $settings) as $table => $r) {
            echo 'table ', df_line($table), " $r[0] $r[1]\n";
        }
    }
}

function df_die($message)
{
    fwrite(STDERR, $message . "\n");
    exit(1);
}
