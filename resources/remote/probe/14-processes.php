<?php
/** Running processes, as far as we may see them; only those of this machine, not of containers on it. */
final class Processes
{
    private static $all = null;

    public static function all()
    {
        if (self::$all !== null) {
            return self::$all;
        }
        self::$all = [];
        $space = @readlink('/proc/self/ns/pid');
        foreach (Files::names('/proc', 100000) as $name) {
            if (!ctype_digit($name) || count(self::$all) > 20000) {
                continue;
            }
            $raw = Files::proc("/proc/$name/cmdline");
            $theirs = @readlink("/proc/$name/ns/pid");
            if ($raw === '' || ($theirs && $space && $theirs !== $space)) {
                continue;
            }
            $stat = @stat("/proc/$name");
            $raw = rtrim($raw, "\0");
            self::$all[(int)$name] = ['pid' => (int)$name, 'args' => explode("\0", $raw),
                'line' => trim(str_replace("\0", ' ', $raw)), 'uid' => $stat ? $stat['uid'] : -1];
        }
        ksort(self::$all);
        return self::$all;
    }

    public static function folder($pid)
    {
        return (string)@readlink("/proc/$pid/cwd");
    }

    public static function program($pid)
    {
        return preg_replace('/ \(deleted\)$/', '', (string)@readlink("/proc/$pid/exe"));
    }

    /** As whom the program of a process may be run: anybody may start one of his own and call it nginx. */
    public static function user(array $process)
    {
        return Users::name($process['uid']);
    }

    /**
     * The service that runs a process, proven: systemd's own word, or an init script for exactly this configuration whose
     * pid file names the process.
     */
    public static function service($pid, array $initNames, $pidFile, $config)
    {
        if (is_dir('/run/systemd/system')) {
            return self::unit($pid);
        }
        foreach ($initNames as $name) {
            $script = $name === '' ? null : Files::read("/etc/init.d/$name");
            if ($script === null || !is_executable("/etc/init.d/$name") || !Shell::has('service')
                || (strpos($script, $config) === false && $config !== "/etc/$name/$name.conf")) {
                continue;
            }
            $files = [$pidFile];
            if (preg_match_all('~^\s*[A-Za-z_]*pid_?file=["\']?([^"\'\s$]+)~mi', $script, $m)) {
                $files = array_merge($files, $m[1]);
            }
            foreach ($files as $file) {
                if ($file !== '' && (int)trim((string)Files::read($file)) === $pid) {
                    return $name;
                }
            }
        }
        return '';
    }

    /** The unit that systemd counts a process to, "df-queue.service", whether it is its main one or not. */
    public static function unitOf($pid)
    {
        return preg_match('~/([^/\n]+\.service)(?:/[^\n]*)?$~m', Files::proc("/proc/$pid/cgroup"), $m) ? $m[1] : '';
    }

    private static function unit($pid)
    {
        $name = self::unitOf($pid);
        $main = Shell::run([Shell::which('systemctl'), 'show', '-p', 'MainPID', '--', $name], ['timeout' => 5])['out'];
        return $name !== '' && trim($main) === "MainPID=$pid" ? substr($name, 0, -8) : '';
    }
}
