<?php
/** The PHPs of the command line and composer. */
final class Runtime
{
    /** Run inside each PHP that was found. */
    const ASK = 'ini_set("display_errors", "0"); $e = []; foreach (get_loaded_extensions() as $x) {'
        . ' $e[strtolower($x)] = (string)phpversion($x); } foreach (get_loaded_extensions(true) as $x) { $e[strtolower($x)] = (string)phpversion($x); }'
        . ' $f = false; if (class_exists("FFI")) { try { $c = FFI::cdef("int getpid(void);"); $f = $c->getpid() === getmypid(); } catch (Throwable $t) {} }'
        . ' echo json_encode(["version" => PHP_VERSION, "extensions" => (object)$e, "memoryLimit" => (string)ini_get("memory_limit"), "ffi" => $f],'
        . ' JSON_PARTIAL_OUTPUT_ON_ERROR);';

    public static function php($binary)
    {
        $r = Shell::run([$binary, '-r', self::ASK], ['timeout' => 8]);
        $begin = strpos($r['out'], '{"version"');
        $facts = $begin === false ? null : json_decode(substr($r['out'], $begin), true);
        if (!is_array($facts)) {
            return ['binary' => $binary, 'version' => ''];
        }
        $facts['extensions'] = (object)$facts['extensions'];
        return ['binary' => $binary] + $facts;
    }

    /** @return string[] absolute path and version, without starting composer as root in the tree */
    public static function composer($php, $privateFolder, $root)
    {
        $binary = Shell::which(['composer', 'composer.phar', 'composer2']);
        foreach (["$root/composer.phar", '/usr/local/bin/composer', '/opt/composer/composer', '/opt/bitnami/php/bin/composer'] as $other) {
            if ($binary === '' && is_file($other)) {
                $binary = $other;
            }
        }
        if ($binary === '' || $php === '') {
            return ['composerBinary' => $binary, 'composerVersion' => ''];
        }
        $owner = Users::uid() === 0 ? Files::ownerAndMode($binary)['owner'] : '';
        $home = "$privateFolder/composer-" . substr(md5($owner), 0, 8);
        @mkdir($home, 0700);
        if ($owner !== '' && $owner !== 'root') {
            @chown($home, Users::byName($owner)['uid']);
        }
        $script = strncmp((string)@file_get_contents($binary, false, null, 0, 64), '#!/', 3) === 0
            && strpos((string)@file_get_contents($binary, false, null, 0, 64), 'sh') !== false
            && strpos((string)@file_get_contents($binary, false, null, 0, 64), 'php') === false;
        $words = $script ? [$binary] : [$php, '-d', 'display_errors=0', $binary];
        $r = Shell::run(array_merge($words, ['--version', '--no-ansi', '--no-plugins', '-n']), ['timeout' => 10, 'user' => $owner,
            'env' => ['COMPOSER_HOME' => $home, 'COMPOSER_CACHE_DIR' => '/dev/null', 'COMPOSER_ALLOW_SUPERUSER' => '1',
                'COMPOSER_DISABLE_NETWORK' => '1']]);
        preg_match('/Composer (?:version )?(\d+\.\d+[^\s]*)/', $r['out'], $m);
        return ['composerBinary' => $binary, 'composerVersion' => $m ? $m[1] : ''];
    }
}
