<?php
/** Other machines that do the same work as a site: PHP elsewhere, and who shares a group of a load balancer with it. */
final class Upstreams
{
    /**
     * @param array[] $listens where the site itself listens
     * @param array[] $groups the members of each group
     * @param string[] $php who runs the site's PHP
     */
    public static function others(array $listens, array $groups, array $php)
    {
        $found = self::elsewhere($php);
        $ports = array_map(function ($listen) {
            return self::port($listen['address']);
        }, $listens);
        foreach ($groups as $members) {
            $own = array_filter($members, function ($member) use ($ports) {
                return in_array(self::port($member), $ports, true) && Addresses::isLocal(self::host($member));
            });
            $found = array_merge($found, $own ? self::elsewhere($members) : []);
        }
        return array_slice(array_values(array_unique($found)), 0, 50);
    }

    private static function elsewhere(array $members)
    {
        return array_filter($members, function ($member) {
            return $member !== '' && $member[0] !== '/' && $member[0] !== '$' && strncmp($member, 'unix:', 5) !== 0
                && !preg_match('/^\d+$/', $member) && !Addresses::isLocal(self::host($member));
        });
    }

    private static function host($address)
    {
        return preg_match('/^(\[[^\]]*\]|[^:]*)(?::\d+)?$/', $address, $m) ? $m[1] : $address;
    }

    private static function port($address)
    {
        return preg_match('/(?:^|[:\]])(\d+)$/', preg_replace('/^\[[^\]]*\]:?/', ':', $address), $m) ? $m[1] : '80';
    }
}
