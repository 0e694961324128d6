#!/bin/bash
# Process 1 of a host without systemd: starts the services as the init scripts do, and an sshd; TERM ends them in order.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
trap 'for name in nginx php8.2-fpm cron mariadb; do service "$name" stop; done >/dev/null 2>&1; exit 0' TERM
/usr/sbin/sshd -D -E /var/log/sshd.log &
service mariadb start >/var/log/init.log 2>&1 </dev/null &
for name in php8.2-fpm nginx cron; do service "$name" start; done >>/var/log/init.log 2>&1 </dev/null
setpriv --reuid=git --regid=git --init-groups git daemon --base-path=/srv/practice/remote --export-all \
  --listen=127.0.0.1 --reuseaddr >/dev/null 2>&1 </dev/null &
while :; do
  sleep 3600 &
  wait $!
done
