#!/bin/bash
# php-repo.sh MINOR…: makes a package source of other PHPs out of the PHP 8.2 that this host has, and makes it the only one:
# each package with another minor in its name, paths, scripts, units and settings, and in what the programs say of themselves.
# Runs as root in a test host; needs nothing that Debian's PHP doesn't bring.
set -euo pipefail
repo=/srv/php-repo
export LC_ALL=C
umask 022

# What is text becomes the other minor's by words; programs keep their length.
cat >/tmp/php-repo.php <<'PHP'
<?php
list(, $folder, $minor, $api) = $argv;
foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS)) as $file) {
    if ($file->isLink() || !$file->isFile()) {
        continue;
    }
    $text = file_get_contents($file);
    $new = renamed($text, $minor, $api);
    if (strlen($new) !== strlen($text)) {
        exit(1);
    }
    if ($new !== $text) {
        file_put_contents($file, $new);
    }
}

function renamed($text, $minor, $api)
{
    if (strncmp($text, "\x7fELF", 4) !== 0) {
        // 82 is how much the alternative for plain "php" counts
        return preg_replace('/ 82(?= |$)/m', ' ' . strtr($minor, ['.' => '']), str_replace(['8.2', '20220829'], [$minor, $api], $text));
    }
    $new = str_replace(['php/8.2', '/usr/lib/php/20220829'], ["php/$minor", "/usr/lib/php/$api"], $text);
    $new = str_replace(PHP_VERSION . "\0", $minor . substr(PHP_VERSION, 3) . "\0", $new);
    // PHP_VERSION_ID and PHP_MINOR_VERSION are numbers in the code that registers them.
    $id = preg_match('/[\xb8-\xbf]' . preg_quote(pack('V', PHP_VERSION_ID), '/') . '/', $new, $m, PREG_OFFSET_CAPTURE) ? $m[0][1] : -1;
    if ($id > 0) {
        $other = PHP_VERSION_ID + 100 * ((int) substr($minor, 2) - 2);
        $new = substr_replace($new, pack('V', $other), $id + 1, 4);
        $at = strrpos(substr($new, 0, $id), "\xba" . pack('V', 2));
        if ($at !== false && $id - $at < 400) {
            $new = substr_replace($new, pack('V', (int) substr($minor, 2)), $at + 1, 4);
        }
    }
    return $new;
}
PHP

renamed() { sed "s/8\.2/$minor/g; s/20220829/$api/g; s/ 82\b/ ${minor/./}/g"; }

package() { # NAME
  local name=$1 to=/tmp/php-repo.$1 path new script
  rm -rf "$to"
  mkdir -p "$to"
  dpkg -L "$name" | while read -r path; do
    case $path in /usr/share/doc/* | /usr/share/man/* | /usr/share/lintian/*) continue ;; esac
    new=$to$(printf '%s\n' "$path" | renamed)
    if [ -L "$path" ] && [ ! -d "$path" ]; then
      ln -sfn "$(readlink "$path" | renamed)" "$new"
    elif [ -d "$path" ]; then
      mkdir -p "$new"
    else
      cp -p "$path" "$new"
      # The pool as the package brings it, whatever this host made of it.
      case $path in */pool.d/www.conf) sed -i 's/^\(user\|group\|listen\.owner\|listen\.group\) = .*/\1 = www-data/' "$new" ;; esac
    fi
  done
  php /tmp/php-repo.php "$to" "$minor" "$api"
  mkdir "$to/DEBIAN"
  for script in preinst postinst prerm postrm triggers conffiles; do
    [ ! -f "/var/lib/dpkg/info/$name.$script" ] || renamed <"/var/lib/dpkg/info/$name.$script" >"$to/DEBIAN/$script"
  done
  chmod 755 "$to"/DEBIAN/{preinst,postinst,prerm,postrm} 2>/dev/null || :
  dpkg-query -s "$name" | sed -n '/^Conffiles:/,/^[^ ]/{/^Conffiles:/d;/^ /d};/^Status:/d;p' | renamed >"$to/DEBIAN/control"
  dpkg-deb -Zgzip -z1 --root-owner-group -b "$to" "$repo" >/dev/null
  rm -rf "$to"
}

mkdir -p "$repo"
for minor; do
  api=$(php -r '$a = ["8.1" => "20210902", "8.3" => "20230831", "8.4" => "20240924"]; echo $a[$argv[1]];' "$minor")
  while read -r name; do package "$name"; done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 'php8.2-*' | sed -n 's/ installed$//p')
done
cd "$repo"
for deb in *.deb; do
  dpkg-deb -f "$deb"
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" "$(sha256sum <"$deb" | cut -d' ' -f1)"
done >Packages
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/* /tmp/php-repo.php
printf 'deb [trusted=yes] file:%s ./\n' "$repo" >/etc/apt/sources.list.d/php.list
apt-get -q update >/dev/null
apt-cache policy php8.3-fpm | sed -n 3p
