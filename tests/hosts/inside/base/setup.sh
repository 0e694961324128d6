#!/bin/bash
# Runs once inside the new root (chroot): accounts, settings, services. No application yet.
set -euo pipefail
here=/root/base

# The web server's account and the people. The vendor's installer makes dreamfactory without a home.
useradd dreamfactory
usermod -a -G dreamfactory www-data
for name in admin ops guest git; do useradd -m -s /bin/bash "$name"; done
printf '%s\n' 'admin:Adm1n-of-this-host' 'guest:Gu3st-of-this-host' 'root:R00t-of-this-host' | chpasswd
usermod -a -G sudo admin
printf 'ops ALL=(ALL) NOPASSWD: ALL\n' >/etc/sudoers.d/ops
chmod 440 /etc/sudoers.d/ops
for home in /root /home/ops; do
  install -d -m 700 "$home/.ssh"
  install -m 600 "$here/key.pub" "$home/.ssh/authorized_keys"
done
chown -R ops:ops /home/ops/.ssh

install -m 644 "$here/sshd.conf" /etc/ssh/sshd_config.d/test-host.conf
install -m 644 "$here/nginx-site" /etc/nginx/sites-available/default
install -m 644 "$here/mariadb.cnf" /etc/mysql/mariadb.conf.d/99-test-host.cnf
install -m 755 "$here/init.sh" /sbin/test-host-init
install -m 644 "$here/git-remote.service" /etc/systemd/system/git-remote.service

# As the vendor's installer: the pool runs as dreamfactory, and PHP never looks whether a file changed.
sed -i 's,www-data,dreamfactory,' /etc/php/8.2/fpm/pool.d/www.conf
printf '%s\n' 'zend_extension=opcache.so' 'opcache.enable=1' 'opcache.validate_timestamps=0' 'opcache.memory_consumption=64' \
  >/etc/php/8.2/mods-available/opcache.ini

: >/etc/resolv.conf
: >/etc/machine-id
mkdir -p /srv/practice /opt
systemctl enable -q ssh nginx php8.2-fpm mariadb cron git-remote
systemctl disable -q apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer || true
