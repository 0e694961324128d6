# shellcheck shell=sh disable=SC2154
# What the scripts of the practice server share. Sourced; expects $folder, the practice server's own folder.

: "${PHP:=php}" "${COMPOSER:=composer}"

# Progress for whoever called: a word that stays, and a sentence.
say() { printf 'step %s\n' "$*"; }
die() { printf 'error %s\n' "$*" >&2; exit 1; }

# When a process started: tells it from a later one of the same number. Nothing for one that has ended and only waits to
# be noticed by its parent.
start_time() {
    if [ -r "/proc/$1/stat" ]; then
        # the second field, the name, may hold spaces and brackets
        sed -n 's/^.*) //; /^[ZX]/d; p' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
    else
        ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' '_'
    fi
}

remember() { # NAME PID
    printf '%s %s\n' "$2" "$(start_time "$2")" >"$folder/run/$1.pid"
}

# Prints the pid of a process that we started and that still runs.
recall() { # NAME
    [ -f "$folder/run/$1.pid" ] || return 1
    read -r pid started <"$folder/run/$1.pid" || return 1
    [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] || return 1
    printf '%s\n' "$pid"
}

# In a session of its own, so that it outlives whoever called.
detached() { # LOG COMMAND…
    log=$1
    shift
    if command -v setsid >/dev/null 2>&1; then
        setsid "$@" </dev/null >>"$log" 2>&1 &
    else
        nohup "$@" </dev/null >>"$log" 2>&1 &
    fi
}

free_port() {
    # shellcheck disable=SC2016 # PHP's variables
    "$PHP" -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo substr(strrchr(stream_socket_get_name($s, false), ":"), 1);'
}

port_is_free() { # PORT
    # shellcheck disable=SC2016
    "$PHP" -r 'exit(@stream_socket_server("tcp://127.0.0.1:" . $argv[1]) ? 0 : 1);' -- "$1"
}

# Every process that belongs to this practice server: it carries the folder in its environment.
own_processes() {
    grep -lzFx "DF_PRACTICE_FOLDER=$folder" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3
}
