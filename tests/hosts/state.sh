# shellcheck shell=sh
# Run as root in a host: prints, sorted by kind, everything that must be equal when nothing has changed. Logs, caches and what
# programs keep for themselves are left out; so are the runs' own folders.
set -eu
export LC_ALL=C
cd /
root=opt/dreamfactory
files() { # FOLDER CONDITIONS…
  folder=$1
  shift
  find "$folder" -xdev "$@" ! -type d -printf '%y %m %u:%g %l %p\n' | sort
  find "$folder" -xdev "$@" -type d -printf '%y %m %u:%g %p\n' | sort
  find "$folder" -xdev "$@" -type f -print0 | sort -z | xargs -0 -r sha256sum
}
installation() { # FOLDER
  files "$1" ! -path "$root/storage/logs/*" ! -path "$root/storage/framework/cache/*" ! -path "$root/storage/framework/views/*" \
    ! -path "$root/storage/framework/sessions/*" ! -path "$root/storage/framework/limit_cache/*" \
    ! -path "$root/storage/databases/*" ! -path "$root/bootstrap/cache/*.php"
}
installation opt
if mountpoint -q "$root"; then installation "$root"; fi
files etc
files var/spool/cron
files root ! -path 'root/.cache*'
files home ! -name .sudo_as_admin_successful
find tmp var/tmp run var/lib -maxdepth 1 ! -name utmp ! -name 'motd*' ! -path 'tmp/mysql_upgrade-*' ! -path 'tmp/sql*' ! -name 'systemd-private-*' ! -path run/sudo ! -path run/user ! -path var/lib/df-upgrade | sort

# shellcheck disable=SC2016
php -r '
  $env = [];
  foreach (file("/opt/dreamfactory/.env") as $line) {
      if (preg_match("/^(DB_[A-Z]+)=\"?(.*?)\"?$/", trim($line), $m)) { $env[$m[1]] = $m[2]; }
  }
  if ($env["DB_CONNECTION"] === "sqlite") {
      $db = new PDO("sqlite:" . $env["DB_DATABASE"]);
      $names = "select name from sqlite_master where type = \"table\" order by 1";
      $quote = "\"";
      foreach (glob(dirname($env["DB_DATABASE"]) . "/*") as $file) {
          printf("%s %o %d:%d\n", $file, fileperms($file), fileowner($file), filegroup($file));
      }
  } else {
      $db = new PDO("mysql:unix_socket=/run/mysqld/mysqld.sock;dbname=" . $env["DB_DATABASE"], "root", "");
      $names = "show full tables where Table_type = \"BASE TABLE\"";
      $quote = "`";
      foreach (["show databases", "select user, host, authentication_string from mysql.user order by 1, 2",
                "select * from mysql.db order by 1, 2, 3"] as $query) {
          foreach ($db->query($query, PDO::FETCH_NUM) as $row) { echo implode("|", $row), "\n"; }
      }
  }
  foreach ($db->query($names)->fetchAll(PDO::FETCH_COLUMN) as $table) {
      $rows = array_map("serialize", $db->query("select * from $quote$table$quote", PDO::FETCH_NUM)->fetchAll());
      sort($rows);
      $shape = $quote === "`" ? $db->query("show create table `$table`")->fetchColumn(1)
          : $db->query("select sql from sqlite_master where name = " . $db->quote($table))->fetchColumn();
      $shape = preg_replace("/ AUTO_INCREMENT=\d+/", "", $shape);
      echo "table $table ", count($rows), " ", sha1(implode("\n", $rows)), " ", sha1($shape), "\n";
  }
  echo file_get_contents("http://127.0.0.1/status", false, stream_context_create(["http" => ["ignore_errors" => true]])), "\n";'
if [ -d /run/systemd/system ]; then
  systemctl list-units --plain --no-legend --state=failed
  systemctl is-active nginx php8.2-fpm mariadb cron ssh || :
else
  for name in nginx php8.2-fpm cron; do service "$name" status >/dev/null && echo "$name runs" || echo "$name does not run"; done
fi
