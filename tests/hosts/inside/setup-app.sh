#!/bin/bash
# setup-app.sh KIT DATABASE [SWITCH]: runs as root in a bare host and installs the practice application the way the vendor's
# installer leaves a server: code in /opt/dreamfactory, owned by dreamfactory, closed to everybody else. SWITCH fresh-RELEASE breaks
# nothing: that release, set up and never used, with another database and another user of it.
set -euo pipefail
kit=$1 database=$2 switch=${3-}
here=$(cd "$(dirname "$0")" && pwd)
root=/opt/dreamfactory
folder=/srv/practice
log=/var/log/setup-app.log

name=dreamfactory user=dfadmin password=canary-database-password-5Qf1 fresh=
case $switch in
  fresh-*)
    fresh=1 name=dfnew user=dfnewadmin password=canary-database-password-9Wb4
    export PRACTICE_RELEASE=${switch#fresh-} PRACTICE_DATA=none
    switch='' ;;
esac
# On a host, unlike on loopback, these two are states of the host itself.
if [ "$database" = mariadb ]; then
  until mariadb -e 'SELECT 1' >/dev/null 2>&1; do sleep 0.1; done
  mariadb -e "CREATE DATABASE $name CHARACTER SET utf8 COLLATE utf8_unicode_ci;
    CREATE USER $user@localhost IDENTIFIED BY '$password';
    GRANT ALL PRIVILEGES ON $name.* TO $user@localhost"
  export DB_CONNECTION=mysql DB_HOST=127.0.0.1 DB_PORT=3306 DB_DATABASE=$name DB_USERNAME=$user DB_PASSWORD=$password
fi
rm -rf "$folder"
export PRACTICE_ROOT=$root PRACTICE_SERVE=no
sh "$kit/setup.sh" "$folder" "$switch" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }

if [ -d "$root/.git" ]; then git -C "$root" remote set-url origin git://git.example/dreamfactory.git; fi
[ -n "$fresh" ] || (cd "$root" && php "$here/add-canaries.php" "$folder/practice.json")
chown -R git:git "$folder/remote"
chown -R dreamfactory:dreamfactory "$root"
[ ! -e /opt/customer ] || chown -R dreamfactory:dreamfactory /opt/customer
chmod -R u=rwX,g=rX,o= "$root"
# What the installer does to storage last of all.
chmod -R 2775 "$root/storage"
chmod 2775 "$root/bootstrap/cache"
# As after the application's first write to it: the kernel then takes this bit away.
if [ "$database" = sqlite ]; then chmod g-s "$root"/storage/databases/*; fi
cat >/etc/cron.d/dreamfactory <<'CRON'
# The application's schedule
* * * * * dreamfactory cd /opt/dreamfactory && php artisan schedule:run >/dev/null 2>&1
CRON
