# Looks at a server and prints what it finds. Changes nothing: its only files are in a private folder of its own, which
# it removes. Standard input is the PHP part (env/*.php and probe/*.php joined, packed by gzip). Set before this text: DF_NONCE, DF_PATHS (one a line).
# Answer: lines between two markers, fields parted by tabs. M machine fact, T tool, P php binary, I installation,
# J a JSON object of the PHP part, E what went wrong.
own_umask=$(umask)
umask 077
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
LC_ALL=C
export PATH LC_ALL
unset CDPATH
cd / || exit 1

folder=
parts=
cleanup() {
    # shellcheck disable=SC2086 # two numbers
    [ -z "$parts" ] || kill $parts 2>/dev/null
    [ -z "$folder" ] || rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 129' HUP INT TERM PIPE

# A full /tmp lets a folder be made, and nothing be written to it.
roomy() {
    df -Pk "$1" 2>/dev/null | { read -r _ && read -r _ _ _ free _ && [ "${free:-0}" -ge 32768 ]; } 2>/dev/null
}
for place in "${TMPDIR:-/tmp}" /var/tmp /dev/shm "${HOME:-/}" "${TMPDIR:-/tmp}"; do
    if [ "$place" != "${tried:-}" ] && ! roomy "$place"; then tried=${tried:-$place}; continue; fi
    folder=$(mktemp -d "$place/df-look.XXXXXXXXXX" 2>/dev/null) && break
    folder=
done

tab=$(printf '\t')
newline='
'
have() { command -v "$1" >/dev/null 2>&1; }
# One line without control characters, at most 4000 bytes. Nearly every word is one already, and that costs no process.
clean() {
    case $1 in
        *[!\ -~]*) ;;
        *) if [ ${#1} -le 4000 ]; then cleaned=$1; return; fi ;;
    esac
    cleaned=$(printf '%s' "$1" | tr -d '\000-\037\177' | cut -c1-4000)
}
say() {
    kind=$1; shift; line=$kind
    for word in "$@"; do clean "$word"; line="$line$tab$cleaned"; done
    printf '%s\n' "$line"
}
# Said, and told to the PHP part, which runs already.
tell() { say "$@"; printf '%s\n' "$line" >&4; }
machine() { say M "$1" "$2"; }
# bounded SECONDS COMMAND…: with an end, and without our standard input
clock() { date -u +%Y-%m-%dT%H:%M:%SZ; }
if now=$(timeout -k 1 5 date -u +%Y-%m-%dT%H:%M:%SZ 2>/dev/null); then
    bounded() { limit=$1; shift; timeout -k 2 "$limit" "$@" </dev/null; }
    DF_TIMEOUT=1
    export DF_TIMEOUT
else
    now=$(clock)
    bounded() { shift; "$@" </dev/null; }
fi

os_release() {
    file=/etc/os-release
    [ -r $file ] || file=/usr/lib/os-release
    [ -r $file ] || return 0
    while IFS= read -r line; do
        case $line in
            "$1="*) line=${line#*=}; line=${line#[\"\']}; printf '%s' "${line%[\"\']}"; return ;;
        esac
    done <$file
}

time_zone() {
    zone=$(readlink /etc/localtime 2>/dev/null)
    case $zone in
        */zoneinfo/*) printf '%s' "${zone#*/zoneinfo/}" ;;
        *) head -n 1 /etc/timezone 2>/dev/null || date +%Z ;;
    esac
}

se_linux() {
    [ -r /sys/fs/selinux/enforce ] || return 0
    read -r enforce </sys/fs/selinux/enforce # one digit without an end of line
    case $enforce in
        1) printf enforcing ;;
        0) printf permissive ;;
    esac
}

service_manager() {
    if [ -d /run/systemd/system ] && have systemctl; then printf systemd
    elif [ -d /etc/init.d ] && have service; then printf sysv
    else printf none
    fi
}

# sudo may leave HOME as it was: the account database knows better
home_folder() {
    home=$({ getent passwd "$uid" || grep "^$user:" /etc/passwd; } 2>/dev/null | head -n 1 | cut -d: -f6)
    printf '%s' "${home:-${HOME:-/}}"
}

memory() {
    [ -r /proc/meminfo ] || return 0
    while read -r name number unit; do
        case $name:$unit in "$1:":kB) printf '%s' "$number"; return ;; esac
    done </proc/meminfo
}

package_manager() {
    if have apt-get; then printf apt
    elif have dnf; then printf dnf
    elif have yum; then printf yum
    elif have zypper; then printf zypper
    elif have apk; then printf apk
    fi
}

# Who holds a lock of the package manager, "apt-get (4711)": the kernel's list of locks is read, nothing is locked. An
# overlay's file has another device there than stat says: then the holder's name has to prove it.
package_manager_busy() {
    files=$newline$(stat -c '%i %d' /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock /var/cache/apt/archives/lock \
        /var/lib/rpm/.rpm.lock /usr/lib/sysimage/rpm/.rpm.lock /lib/apk/db/lock 2>/dev/null)$newline
    while [ -r /proc/locks ] && read -r _ arrow _ _ pid place _; do
        if [ "$arrow" = '->' ]; then continue; fi
        inode=${place##*:}; device=${place%:*}
        case $device:$inode in *[!0-9a-f:]* | :* | *:) continue ;; esac
        case $files in *"$newline$inode "*) ;; *) continue ;; esac
        holder=$(cat "/proc/$pid/comm" 2>/dev/null) || continue
        case $files in *"$newline$inode $((0x${device%:*} * 256 + 0x${device#*:}))$newline"*) holder=" $holder" ;; esac
        case $holder in
            ' '* | apt* | dpkg* | unattended* | packagekit* | dnf* | yum* | rpm* | apk*) printf '%s (%s)' "${holder# }" "$pid"; return ;;
        esac
    done </proc/locks
    for file in /run/yum.pid /run/zypp.pid; do
        if [ -r $file ] && read -r pid <$file; then
            case $pid in '' | *[!0-9]*) continue ;; esac
            if [ -r "/proc/$pid/comm" ]; then printf '%s (%s)' "$(cat "/proc/$pid/comm")" "$pid"; return; fi
        fi
    done
}

machine_facts() {
    boot=
    [ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
    machine bootId "$boot"
    machine hostName "$(hostname 2>/dev/null || cat /proc/sys/kernel/hostname)"
    machine osId "$(os_release ID)"
    machine osVersion "$(os_release VERSION_ID)"
    machine osName "$(os_release PRETTY_NAME)"
    machine kernel "$(uname -r)"
    machine architecture "$(uname -m)"
    machine timeZone "$(time_zone)"
    machine cpus "$(nproc 2>/dev/null || grep -c ^processor /proc/cpuinfo)"
    machine memoryKiB "$(memory MemTotal)"
    machine memoryAvailableKiB "$(memory MemAvailable)"
    machine swapKiB "$(memory SwapTotal)"
    machine seLinux "$(se_linux)"
    machine umask "$own_umask"
    machine packageManager "$(package_manager)"
    machine packageManagerBusy "$(package_manager_busy)"
    machine serviceManager "$(service_manager)"
    user=$(id -un 2>/dev/null); uid=$(id -u)
    machine user "$user"
    machine uid "$uid"
    machine home "$(home_folder)"
    machine signedInUser "${SUDO_USER:-$user}"
    for tool in git composer php tar gzip xz zstd sha256sum md5sum flock setsid timeout mktemp stat cmp diff patch sync dd \
        truncate fallocate realpath mountpoint findmnt unshare nsenter chattr lsattr getfacl setfacl getfattr restorecon chcon \
        matchpathcon systemctl systemd-run service crontab runuser setpriv su sudo curl wget unzip openssl node npm rsync \
        ps ss fuser lsof sqlite3 mysql mariadb mysqldump mariadb-dump mysqladmin mysqld mariadbd mysql_install_db \
        mariadb-install-db psql pg_dump pg_restore initdb postgres nginx apache2 httpd apachectl; do
        if have $tool; then say T $tool; fi
    done
    for minor in 7.4 8.0 8.1 8.2 8.3 8.4 8.5 8.6; do
        if have php-fpm$minor; then say T php-fpm$minor; fi
    done
}

# --- PHP on the command line ---

# Root runs only what nobody else can have put there: the way to it is root's, and not everybody's.
may_run() {
    case $1 in /usr/bin/* | /usr/local/bin/*) return 0 ;; esac
    [ "$(id -u)" = 0 ] || return 0
    way=$1
    set --
    while [ -n "$way" ]; do set -- "$@" "$way"; way=${way%/*}; done
    owners=$(stat -c '%u %A' "$@" 2>/dev/null) || return 1
    ! printf '%s\n' "$owners" | grep -qv '^0 \(l\|.\{8\}[^w]\|.\{9\}[tT]\)'
}

seen_php=
# One PHP of the command line: its place and version. The same file under two names counts once.
try_php() {
    [ -f "$1" ] && [ -x "$1" ] || return 0
    case "$seen_php" in *"|$1|"*) return 0 ;; esac
    real=$(readlink -f "$1" 2>/dev/null || printf '%s' "$1")
    case "$seen_php" in *"|$real|"*) return 0 ;; esac
    [ "$1" = "$first" ] || { may_run "$1" && may_run "$real"; } || return 0
    seen_php="$seen_php|$1||$real|"
    # shellcheck disable=SC2016 # PHP's own words
    ask='echo PHP_SAPI, " ", PHP_VERSION, " ", function_exists("json_encode") ? 1 : 0;'
    # Without its configuration it begins sooner; before PHP 8 json may be in there.
    version=$(bounded 10 "$1" -n -d display_errors=0 -r "$ask" 2>/dev/null)
    case $version in *' 1') ;; *) version=$(bounded 10 "$1" -d display_errors=0 -r "$ask" 2>/dev/null) ;; esac
    case $version in
        "cli "[0-9]*" "[01])
            json=${version##* }
            version=${version#cli }
            say P "$1" "${version% *}"
            phps="$phps$line$newline"
            if [ -z "${probe_php:-}" ] && [ "$json" = 1 ]; then probe_php=$1; fi
            ;;
    esac
}

find_php() {
    probe_php=
    phps=
    first=$(command -v php 2>/dev/null) && try_php "$first"
    for file in /usr/bin/php /usr/bin/php[0-9]* /usr/local/bin/php /usr/local/bin/php[0-9]* /usr/local/php*/bin/php /opt/*/bin/php \
        /opt/remi/php*/root/usr/bin/php /opt/bitnami/php/bin/php; do
        try_php "$file"
    done
}

# --- installations ---

looks_like_dreamfactory() {
    [ -f "$1/artisan" ] || return 1
    [ -f "$1/config/df.php" ] || [ -d "$1/vendor/dreamfactory" ] ||
        { [ -f "$1/composer.json" ] && grep -qs '"dreamfactory/' "$1/composer.json"; }
}

seen_root=
# candidate FOLDER FOUND-BY: its real path, once. A folder that we may not enter is named as such.
candidate() {
    root=$(cd "$1" 2>/dev/null && pwd -P) || root=
    case $2:$root in
        *:) if [ -d "$1" ] && [ "$2" != "usual place" ] || [ "$1" = /opt/dreamfactory ] && [ -d "$1" ]; then root=$1; else return 0; fi ;;
        *) if ! looks_like_dreamfactory "$root"; then
               case $root in
                   */public) root=${root%/public}; looks_like_dreamfactory "$root" || return 0 ;;
                   *) return 0 ;;
               esac
           fi ;;
    esac
    case "$seen_root" in *"|$root|"*) return 0 ;; esac
    seen_root="$seen_root|$root|"
    tell I "$root" "$2"
}

# Words after -c and -f of running web servers: configuration in unusual places.
web_configurations() {
    grep -ahsE 'nginx: master|apache2|httpd' /proc/[0-9]*/cmdline 2>/dev/null | head -n 50 | tr '\000' ' ' |
        sed -n 's/.* -[cf] *\(\/[^ ]*\).*/\1/p' | sort -u
}

# Lines of small files in these folders, which may link to anywhere (httpd's logs) and be anybody's choice.
lines_below() {
    pattern=$1; shift
    bounded 5 find -L "$@" -maxdepth 4 -type f -size -512k ! -name '*.so' -exec grep -hsE "$pattern" {} + 2>/dev/null
}

# The folders that web server sites name as their root.
site_roots() {
    {
        lines_below '^[^#]*[[:space:];{]*(root|DocumentRoot)[[:space:]]' /etc/nginx /etc/apache2 /etc/httpd /usr/local/nginx/conf \
            /usr/local/etc/nginx /opt/bitnami/nginx/conf /opt/bitnami/apache2/conf /opt/bitnami/apache/conf
        web_configurations | head -n 8 | while read -r conf; do
            [ "$(dirname "$conf")" = / ] || lines_below '(root|DocumentRoot)[[:space:]]' "$(dirname "$conf")"
        done
    } | sed -n 's/^.*\(root\|DocumentRoot\)[[:space:]][[:space:]]*["'\'']\{0,1\}\(\/[^"'\'';]*\).*$/\2/p' |
        sed 's/[[:space:]]*$//' | sort -u | head -n 200
}

# Where processes of PHP and artisan work.
process_places() {
    files=$(grep -lasE 'artisan|php' /proc/[0-9]*/cmdline 2>/dev/null | head -n 300)
    {
        links=
        for file in $files; do links="$links ${file%/cmdline}/cwd"; done
        # shellcheck disable=SC2086 # paths below /proc have no blanks; not every readlink takes more than one
        places=$([ -z "$links" ] || readlink $links 2>/dev/null)
        if [ -n "$places" ]; then printf '%s\n' "$places"; else for link in $links; do readlink "$link" 2>/dev/null; done; fi
        # shellcheck disable=SC2086
        [ -z "$files" ] || grep -ahE 'artisan|php' $files 2>/dev/null | tr '\000' '\n' | grep '^/' |
            sed -n 's,/\(artisan\|server\.php\|public\|public/index\.php\)$,,p'
    } | sort -u
}

find_installations() {
    while read -r path; do
        [ -z "$path" ] || candidate "$path" "given path"
    done <<END
$DF_PATHS
END
    site_roots >"$folder/sites"
    while read -r path; do candidate "${path%/}" "site"; done <"$folder/sites"
    process_places >"$folder/processes"
    while read -r path; do candidate "$path" "process"; done <"$folder/processes"
    for path in /opt/dreamfactory /opt/bitnami/dreamfactory /opt/bitnami/apps/dreamfactory/htdocs /var/www /var/www/* /var/www/*/* \
        /srv/* /srv/*/* /opt/* /home/*/* /home/*/*/* /usr/share/nginx/* /usr/local/www/* "${HOME:-/}"/*; do
        # Most folders are none: that is seen without a process.
        if [ -f "$path/artisan" ] || [ -L "$path" ] || [ "${path%/public}" != "$path" ] || [ "$path" = /opt/dreamfactory ]; then
            if [ -d "$path" ]; then candidate "$path" "usual place"; fi
        fi
    done
}

# PHP starts before its part is here, begins to ask around as soon as it is, and hears of the installations as they are found. In a
# shell of its own, which it replaces.
php_part() {
    set --
    [ -z "${DF_TIMEOUT:-}" ] || set -- timeout -k 2 75 # its own budget is 50, and it may have to wait for itself
    # shellcheck disable=SC2016 # PHP's own words
    wait_for_it='$end = time() + 60; while (!is_file("$argv[2]/ready") && time() < $end) { usleep(1000); clearstatcache(); } require "$argv[2]/probe.php";'
    exec "$@" "$probe_php" -d display_errors=0 -d log_errors=0 -d auto_prepend_file= -d auto_append_file= -d disable_functions= \
        -d open_basedir= -d max_execution_time=0 -d mysqlnd.net_read_timeout=15 -d default_charset=UTF-8 -r "$wait_for_it" look "$folder"
}

# Standard input is gzip's: where there is none, PHP reads it.
take_php_part() {
    if have gzip; then
        gzip -dc >"$folder/probe.php"
    else
        cat >"$folder/packed"
        # shellcheck disable=SC2016 # PHP's own words
        bounded 10 "$probe_php" -d display_errors=0 -r 'readfile("compress.zlib://$argv[1]");' "$folder/packed" >"$folder/probe.php"
    fi
    chmod 0644 "$folder/probe.php"
    : >"$folder/ready"
}

exec 3>&1
printf '<<df %s begin>>\n' "$DF_NONCE"
machine clock "$now"
if [ -z "$folder" ]; then
    machine_facts
    say E "no private folder could be made: /tmp, /var/tmp and /dev/shm refused"
else
    # Meanwhile, aside: its lines must not come between those of the PHP part.
    machine_facts >"$folder/machine" &
    machine_part=$!
    parts=$machine_part
    find_php
    if [ -z "$probe_php" ]; then
        find_installations 4>/dev/null
        say E "no PHP for the command line was found"
    else
        export DF_NONCE
        chmod 0711 "$folder"
        { printf '%s' "$phps" >&4; find_installations; } 4>&1 >&3 | php_part &
        php_part=$!
        parts="$parts $php_part"
        take_php_part
        wait "$php_part" || say E "the PHP part ended with code $?"
    fi
    wait "$machine_part"
    parts=
    cat "$folder/machine"
fi
machine clockAtEnd "$(clock)"
printf '<<df %s end>>\n' "$DF_NONCE"
