<?php
// Proves an APP_KEY offline: the HMAC of every encrypted value is computed again (facts §5). Nothing is decrypted or shown.

/** The raw bytes: "base64:…" or the characters themselves. */
function df_key_bytes($text)
{
    $text = trim((string) $text);
    return strncmp($text, 'base64:', 7) === 0 ? (string) base64_decode(substr($text, 7)) : $text;
}

/** The keys that the application would decrypt with. */
function df_key_all(DotEnv $env)
{
    $keys = [df_key_bytes($env->env('APP_KEY', ''))];
    foreach (explode(',', (string) $env->env('APP_PREVIOUS_KEYS', '')) as $key) {
        $keys[] = df_key_bytes($key);
    }
    return array_values(array_filter($keys, 'strlen'));
}

/** null: not an encrypted value; else whether one of the keys made it. */
function df_key_opens($value, array $keys)
{
    $payload = is_string($value) && $value !== '' ? json_decode((string) base64_decode($value, true), true) : null;
    if (!is_array($payload) || !isset($payload['iv'], $payload['value'], $payload['mac']) || !is_string($payload['iv'])
        || !is_string($payload['value']) || !is_string($payload['mac'])) {
        return null;
    }
    foreach ($keys as $key) {
        if (hash_equals(hash_hmac('sha256', $payload['iv'] . $payload['value'], $key), $payload['mac'])) {
            return true;
        }
    }
    return false;
}

/** The values of a column's cell: itself, or those of some keys of its JSON. */
function df_key_cells($cell, array $jsonKeys)
{
    if (!$jsonKeys) {
        return [$cell];
    }
    $json = is_string($cell) ? json_decode($cell, true) : null;
    return is_array($json) ? array_values(array_intersect_key($json, array_flip($jsonKeys))) : [];
}

/** Does the database say that it has no such table or column? */
function df_key_lacks(PDOException $e)
{
    $state = (string) (isset($e->errorInfo[0]) ? $e->errorInfo[0] : $e->getCode());
    return in_array($state, ['42S02', '42S22', '42P01', '42703'], true) // the first two MySQL's, the others PostgreSQL's
        || preg_match('/no such (table|column)/', $e->getMessage());
}

/** @return array column name => [good, bad], for the columns that exist */
function df_key_counts_of(PDO $pdo, array $s, array $columns, array $keys)
{
    $counts = [];
    foreach ($columns as $c) {
        $table = df_db_quote_name($s['engine'], $s['prefix'] . $c['table']);
        $column = df_db_quote_name($s['engine'], $c['column']);
        try {
            $rows = $pdo->query("SELECT $table.$column FROM $table");
        } catch (PDOException $e) {
            if (!df_key_lacks($e)) {
                throw $e; // a value that wasn't looked at is not proven
            }
            continue; // a table or column of packages that aren't here
        }
        $name = $c['table'] . '.' . $c['column'];
        $counts += [$name => [0, 0]];
        while (($cell = $rows->fetchColumn()) !== false) {
            foreach (df_key_cells($cell, isset($c['jsonKeys']) ? $c['jsonKeys'] : []) as $value) {
                $opens = df_key_opens($value, $keys);
                $counts[$name][$opens ? 0 : 1] += $opens === null ? 0 : 1;
            }
        }
    }
    return $counts;
}

/** key-proof KEYENV DBENV COLUMNS.json MOSTBAD: dies where more values don't open than that, or none does though some did on the old server. */
function df_cmd_key_proof($keyEnv, $dbEnv, $columnsFile, $mostBad, $leastGood)
{
    $s = df_db_settings($dbEnv);
    $columns = json_decode(df_read($columnsFile), true);
    $keys = df_key_all(df_env_of($keyEnv));
    if (!$keys) {
        df_die('there is no APP_KEY');
    }
    $good = $bad = 0;
    foreach (df_key_counts_of(df_db_open($s), $s, $columns['columns'], $keys) as $name => $n) {
        $good += $n[0];
        $bad += $n[1];
        if ($n[0] + $n[1] > 0) {
            echo "$name: $n[0] of ", $n[0] + $n[1], " values open\n";
        }
    }
    echo "APP_KEY opens $good of ", $good + $bad, " encrypted values\n";
    if ($bad > (int) $mostBad || $good < (int) $leastGood) {
        df_die("The APP_KEY does not open $bad encrypted values; on the old server $mostBad did not open.");
    }
}
