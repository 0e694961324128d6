<?php
/** Which PHPs the configured package sources have. apt alone; its caches are neither made nor renewed. */
final class Packages
{
    const MINORS = ['7.4', '8.0', '8.1', '8.2', '8.3', '8.4', '8.5', '8.6'];
    private static $job;

    /** Begun early and read late: it takes its time beside the others'. */
    public static function begin()
    {
        if (!Shell::has('apt-cache') || self::wouldTakeLong()) {
            return;
        }
        $names = [];
        foreach (self::MINORS as $minor) {
            array_push($names, "php$minor-fpm", "php$minor-cli", "php$minor-mongodb");
        }
        // As somebody who can't write apt's caches: a stale one would be renewed else.
        self::$job = Shell::start(array_merge([Shell::which('apt-cache'), 'policy'], $names),
            ['timeout' => 6, 'max' => 262144, 'user' => Users::isNamed('nobody') ? 'nobody' : '']);
    }

    /** Without its caches apt reads all lists anew, which takes seconds where they are long. */
    private static function wouldTakeLong()
    {
        if (is_file('/var/cache/apt/pkgcache.bin') || is_file('/var/cache/apt/srcpkgcache.bin')) {
            return false;
        }
        $bytes = 0;
        foreach (glob('/var/lib/apt/lists/*_Packages*') ?: [] as $file) {
            $bytes += (int)@filesize($file);
        }
        return $bytes > 4000000;
    }

    public static function facts()
    {
        $candidates = self::candidates(self::$job ? Shell::finish(self::$job)['out'] : '');
        $php = [];
        $mongodb = [];
        foreach (self::MINORS as $minor) {
            if (isset($candidates["php$minor-fpm"], $candidates["php$minor-cli"])) {
                $php[$minor] = $candidates["php$minor-fpm"];
                if (isset($candidates["php$minor-mongodb"])) {
                    $mongodb[] = $minor;
                }
            }
        }
        return ['phpInstallable' => (object)$php, 'mongodbInstallable' => $mongodb];
    }

    /** name => version that would be installed */
    private static function candidates($text)
    {
        $found = [];
        $name = '';
        foreach (Text::lines($text) as $line) {
            if (preg_match('/^(\S+):$/', $line, $m)) {
                $name = $m[1];
            } elseif (preg_match('/^  Candidate: ([0-9][\w.+:~-]*)$/', $line, $m)) {
                $found[$name] = Text::clip($m[1], 100);
            }
        }
        return $found;
    }
}
