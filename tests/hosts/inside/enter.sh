#!/bin/bash
# enter.sh ROOT NAME COMMAND…: first program of a plain host's new namespaces. Gives it what every Linux machine has, makes ROOT
# its root and becomes COMMAND.
set -e
root=$1 name=$2
shift 2
hostname "$name"
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts devpts "$root/dev/pts" -o newinstance,ptmxmode=0666,mode=620,gid=5
chmod 1777 "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for n in 0:stdin 1:stdout 2:stderr; do ln -s "fd/${n%%:*}" "$root/dev/${n#*:}"; done
mkdir -p "$root/run/sshd" "$root/run/lock" "$root/run/mysqld" "$root/run/php" "$root/.old"
chown --reference="$root/var/lib/mysql" "$root/run/mysqld"
cd "$root"
pivot_root . .old
umount -l /.old
rmdir /.old 2>/dev/null || :
exec chroot . "$@"
