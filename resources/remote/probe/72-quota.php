<?php
/** What accounts may still write where quotas are on. */
final class Quota
{
    /** @return int[] mount point => bytes left to the one of these accounts that has the least */
    public static function free(array $users)
    {
        $free = [];
        foreach (Shell::has('quota') ? array_slice(array_unique($users), 0, 4) : [] as $user) {
            // quota ends with 1 when a limit is passed; -l: no file server is asked
            $out = Shell::run([Shell::which('quota'), '-l', '-w', '-p', '--show-mntpoint', '--hide-device', '-u', '--', $user], ['timeout' => 3])['out'];
            foreach (Text::lines($out) as $line) {
                if (preg_match('~^\s*(/.*?)\s+(\d+)\*?\s+(\d+)\s+(\d+)\s~', $line, $m) && max((int)$m[3], (int)$m[4]) > 0) {
                    $limit = (int)$m[4] > 0 ? (int)$m[4] : (int)$m[3]; // in KiB; the hard one, where there is one
                    $left = max(0, $limit - (int)$m[2]) * 1024;
                    $free[$m[1]] = isset($free[$m[1]]) ? min($free[$m[1]], $left) : $left;
                }
            }
        }
        return $free;
    }
}
