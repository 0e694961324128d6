<?php
/** The PHPs of the command line and composer. */
final class Runtime
{
    /** Run inside each PHP that was found. */
    const ASK = 'ini_set("display_errors", "0"); $e = []; foreach (get_loaded_extensions() as $x) {'
        . ' $e[strtolower($x)] = (string)phpversion($x); } foreach (get_loaded_extensions(true) as $x) { $e[strtolower($x)] = (string)phpversion($x); }'
        . ' $f = false; if (class_exists("FFI")) { try { $c = FFI::cdef("int getpid(void);"); $f = $c->getpid() === getmypid(); } catch (Throwable $t) {} }'
        . ' echo json_encode(["version" => PHP_VERSION, "extensions" => (object)$e, "memoryLimit" => (string)ini_get_all(null, true)["memory_limit"]["global_value"], "ffi" => $f],'
        . ' JSON_PARTIAL_OUTPUT_ON_ERROR);';

    public static function php($binary)
    {
        // The PHP that runs this need not be started again (ASK names the memory limit that it began with).
        if (PHP_BINARY !== '' && realpath(PHP_BINARY) === realpath($binary)) {
            ob_start();
            eval(self::ASK);
            $out = (string)ob_get_clean();
        } else {
            $out = Shell::run([$binary, '-r', self::ASK], ['timeout' => 8])['out'];
        }
        $begin = strpos($out, '{"version"');
        $facts = $begin === false ? null : json_decode(substr($out, $begin), true);
        if (!is_array($facts)) {
            return ['binary' => $binary, 'version' => ''];
        }
        $facts['extensions'] = (object)$facts['extensions'];
        return ['binary' => $binary] + $facts;
    }

    private static $composers = [];

    /** The version that stands in Composer's own code, a phar or Debian's folder of files; "" where it doesn't. */
    private static function writtenVersion($binary)
    {
        $file = $binary;
        if (preg_match('~__DIR__ \. \'(/\.\.[\w./-]*/Composer)/autoload\.php\'~', (string)Files::read($binary, 8192), $m)) {
            $file = dirname(realpath($binary)) . "$m[1]/Composer.php";
        }
        $text = (string)Files::read($file, 16777216);
        $class = strpos($text, "\nclass Composer ") ?: strpos($text, "\nclass Composer\n");
        return $class && preg_match('/^[^*\n]*\bconst VERSION = \'(\d+\.\d+[\w.+-]*)\';/m', substr($text, $class, 4096), $m) ? $m[1] : '';
    }

    /** Composer takes its time to say its version: asked only where it can't be read, early, and heard late. Not as root in the tree. */
    public static function beginComposer($php, $privateFolder, $root)
    {
        $binary = Shell::which(['composer', 'composer.phar', 'composer2']);
        foreach (["$root/composer.phar", '/usr/local/bin/composer', '/opt/composer/composer', '/opt/bitnami/php/bin/composer'] as $other) {
            if ($binary === '' && is_file($other)) {
                $binary = $other;
            }
        }
        $version = $binary === '' ? '' : self::writtenVersion($binary);
        self::$composers[$root] = [$binary, null, $version];
        if ($binary === '' || $php === '' || $version !== '') {
            return;
        }
        // In the tree its owner decides what the name leads to.
        $owner = Users::uid() === 0 ? Files::ownerAndMode(Files::below($binary, $root) ? $root : $binary)['owner'] : '';
        $home = "$privateFolder/composer-" . substr(md5($owner), 0, 8);
        @mkdir($home, 0700);
        if ($owner !== '' && $owner !== 'root') {
            @chown($home, Users::byName($owner)['uid']);
        }
        $script = strncmp((string)@file_get_contents($binary, false, null, 0, 64), '#!/', 3) === 0
            && strpos((string)@file_get_contents($binary, false, null, 0, 64), 'sh') !== false
            && strpos((string)@file_get_contents($binary, false, null, 0, 64), 'php') === false;
        $words = $script ? [$binary] : [$php, '-d', 'display_errors=0', $binary];
        self::$composers[$root][1] = Shell::start(array_merge($words, ['--version', '--no-ansi', '--no-plugins', '-n']), ['timeout' => 10,
            'user' => $owner, 'env' => ['COMPOSER_HOME' => $home, 'COMPOSER_CACHE_DIR' => '/dev/null', 'COMPOSER_ALLOW_SUPERUSER' => '1',
                'COMPOSER_DISABLE_NETWORK' => '1']]);
    }

    /** @return string[] absolute path and version */
    public static function composer($root)
    {
        list($binary, $job, $version) = self::$composers[$root];
        preg_match('/Composer (?:version )?(\d+\.\d+[^\s]*)/', $job ? Shell::finish($job)['out'] : '', $m);
        return ['composerBinary' => $binary, 'composerVersion' => $m ? $m[1] : $version];
    }

    /** What the plan's Composer will find in its owner's home: credentials, of which only that there are some is said. */
    public static function composerHome($owner)
    {
        $home = Users::byName($owner)['home'];
        $auth = false;
        foreach (["$home/.config/composer/auth.json", "$home/.composer/auth.json"] as $file) {
            $json = Files::json($file, 1048576);
            $auth = $auth || ($json && array_filter($json));
        }
        $archives = 0;
        foreach (["$home/.cache/composer/files", "$home/.composer/cache/files"] as $cache) {
            $archives += is_dir($cache) ? count(glob("$cache/*/*/*.zip", GLOB_NOSORT) ?: []) : 0;
        }
        return ['composerAuth' => (bool)$auth, 'composerCachedArchives' => min($archives, 100000)];
    }
}
