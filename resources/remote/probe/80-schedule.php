<?php
/** Who starts this installation's commands by the clock or for ever: crontabs, systemd units, running workers. */
final class Schedules
{
    public static function facts($root)
    {
        $units = self::units($root);
        $found = array_merge(self::crontabs($root), self::systemFiles($root), $units, self::workers($root, array_column($units, 'where')));
        foreach ($found as $i => $f) {
            $found[$i]['text'] = preg_replace('/((?:pass(?:word|wd)?|pwd|secret|token|api[_-]?key)[\w-]*(?:=|:\s*|\s+))\S+/i', '$1***',
                Text::redact(Text::clip($f['text'], 1000)));
        }
        return array_slice($found, 0, 200);
    }

    private static function names($text, $root)
    {
        return preg_match('~' . preg_quote($root, '~') . '(?![\w.-])~', $text) === 1;
    }

    private static function crontabs($root)
    {
        $found = [];
        $folders = ['/var/spool/cron/crontabs', '/var/spool/cron', '/var/spool/cron/tabs', '/etc/crontabs'];
        foreach ($folders as $folder) {
            foreach (Files::names($folder, 1000) as $user) {
                $found = array_merge($found, self::lines($root, (string)Files::read("$folder/$user", 262144), $user, "$folder/$user", false));
            }
        }
        if (Users::uid() !== 0 && Shell::has('crontab')) {
            $me = Users::name(Users::uid());
            $found = array_merge($found, self::lines($root, Shell::run([Shell::which('crontab'), '-l'], ['timeout' => 4])['out'], $me, 'crontab -l', false));
        }
        return $found;
    }

    private static function lines($root, $text, $owner, $where, $system)
    {
        $found = [];
        foreach (Text::lines($text) as $line) {
            $line = trim($line);
            if ($line === '' || $line[0] === '#' || !self::names($line, $root)) {
                continue;
            }
            $words = preg_split('/\s+/', $line);
            $at = $line[0] === '@' ? 1 : 5;
            $found[] = ['kind' => $system ? 'cron.d' : 'crontab', 'owner' => $system && isset($words[$at]) ? $words[$at] : $owner,
                'where' => $where, 'text' => $line];
        }
        return $found;
    }

    private static function systemFiles($root)
    {
        $found = self::lines($root, (string)Files::read('/etc/crontab', 262144), 'root', '/etc/crontab', true);
        foreach (Files::names('/etc/cron.d', 500) as $name) {
            $found = array_merge($found, self::lines($root, (string)Files::read("/etc/cron.d/$name", 262144), 'root', "/etc/cron.d/$name", true));
        }
        foreach (['hourly', 'daily', 'weekly', 'monthly'] as $when) {
            foreach (Files::names("/etc/cron.$when", 500) as $name) {
                if (self::names((string)Files::read("/etc/cron.$when/$name", 262144), $root)) {
                    $found[] = ['kind' => 'cron.d', 'owner' => 'root', 'where' => "/etc/cron.$when/$name", 'text' => "$when: $name"];
                }
            }
        }
        return $found;
    }

    /** Units whose files name the root; the timer of a service that does, too. The web server's own are not schedules. */
    private static function units($root)
    {
        $found = [];
        $services = [];
        foreach (['/etc/systemd/system', '/run/systemd/system', '/usr/local/lib/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'] as $folder) {
            foreach (Files::names($folder, 5000) as $name) {
                if (!preg_match('/\.(service|timer)$/', $name, $m) || preg_match('/^(php[\d.]*-fpm|nginx|apache2|httpd|df-upgrade-.*)\./', $name)
                    || isset($services[$name])) {
                    continue;
                }
                $text = (string)Files::read("$folder/$name", 65536) . self::dropIns("$folder/$name.d");
                if ($m[1] === 'service' && self::names($text, $root)) {
                    $services[$name] = true;
                    $found[] = ['kind' => 'systemd-service', 'owner' => preg_match('/^User=(\S+)/m', $text, $u) ? $u[1] : 'root',
                        'where' => $name, 'text' => preg_match('/^ExecStart=(.*)$/m', $text, $x) ? $x[1] : $name];
                }
            }
        }
        foreach (['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'] as $folder) {
            foreach (Files::names($folder, 5000) as $name) {
                if (substr($name, -6) !== '.timer' || isset($services[$name])) {
                    continue;
                }
                $text = (string)Files::read("$folder/$name", 65536);
                $unit = preg_match('/^Unit=(\S+)/m', $text, $m) ? $m[1] : substr($name, 0, -6) . '.service';
                if (isset($services[$unit])) {
                    $services[$name] = true;
                    $found[] = ['kind' => 'systemd-timer', 'owner' => 'root', 'where' => $name,
                        'text' => preg_match('/^On\w+=.*$/m', $text, $x) ? $x[0] : $unit];
                }
            }
        }
        return $found;
    }

    private static function dropIns($folder)
    {
        $text = '';
        foreach (Files::names($folder, 50) as $name) {
            $text .= "\n" . (string)Files::read("$folder/$name", 65536);
        }
        return $text;
    }

    /** Workers, schedulers and daemons of this tree that run now, without those of a service that is named already. */
    private static function workers($root, array $services)
    {
        $found = [];
        foreach (Processes::all() as $p) {
            $artisan = preg_match('/(?:^|[\s\/])artisan\s+(queue:|schedule:|horizon|websockets)/', $p['line']);
            $daemon = strpos($p['line'], 'df-mcp-server/daemon') !== false
                || (basename($p['args'][0]) === 'node' && strpos(Processes::folder($p['pid']), "$root/") === 0);
            if (($artisan || $daemon) && !in_array(Processes::unitOf($p['pid']), $services, true) && (self::names($p['line'], $root) || Files::below(Processes::folder($p['pid']), $root))) {
                $found[] = ['kind' => 'process', 'owner' => Users::name($p['uid']), 'where' => (string)$p['pid'], 'text' => $p['line']];
            }
        }
        return $found;
    }
}
