# Lists the tags of an installation's own remote and reads one release's files, as the owner of the repository (its keys
# and credentials reach the remote), in a throw-away repository. The installation's own repository is only read.
# Set before this text: DF_NONCE, DF_ROOT, DF_REMOTE, DF_WANTED (a tag, "newest", or nothing: only the list),
# DF_INSTALLED (the installed release's number, or nothing).
# Answer, fields parted by tabs: L "commit ref" per line of the list · C tag commit · F name base64 · E kind message ·
# S a host of the lock's packages that is silent · A installed release · N tag "tag"|"commits" date base64
# Names that begin with // are no files: what this release does to the installation, paths ended by NUL.
umask 077
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
LC_ALL=C
GIT_OPTIONAL_LOCKS=0
GIT_TERMINAL_PROMPT=0
GIT_ASKPASS=/bin/false
SSH_ASKPASS=/bin/false
export PATH LC_ALL GIT_OPTIONAL_LOCKS GIT_TERMINAL_PROMPT GIT_ASKPASS SSH_ASKPASS
unset CDPATH GIT_DIR GIT_WORK_TREE

folder=
# shellcheck disable=SC2317 # called by the trap
cleanup() { [ -z "$folder" ] || rm -rf "$folder"; }
trap cleanup EXIT
trap 'exit 129' HUP INT TERM PIPE
tab=$(printf '\t')
numbered='s|.*refs/tags/\([0-9][0-9]*\.[0-9][0-9]*\(\.[0-9][0-9]*\)\{0,2\}\)$|\1|p' # sed: the tag of a release
have() { command -v "$1" >/dev/null 2>&1; }
finish() { printf '<<df %s end>>\n' "$DF_NONCE"; exit 0; }
# One line, without credentials in addresses.
wrong() {
    message=$(tr -d '\000-\011\013-\037' <"$folder/error" 2>/dev/null | head -c 2000 | tr '\n' ' ' | sed 's,://[^/@ ]*@,://***@,g')
    printf 'E\t%s\t%s\n' "$1" "$message"
    finish
}

# What the remote says about the releases after the installed one up to this: messages of annotated tags, else the
# subjects of the commits. Commits and tags alone are fetched, into a second throw-away repository.
notes() {
    if aside 20 show "refs/tags/$wanted:CHANGELOG.md" >"$folder/file" 2>/dev/null; then
        printf 'F\tCHANGELOG.md\t%s\n' "$(head -c 300000 "$folder/file" | base64 | tr -d '\n')"
    fi
    [ -n "${DF_INSTALLED:-}" ] || return 0
    printf 'A\t%s\n' "$DF_INSTALLED"
    here=$(printf '%s' "$DF_INSTALLED" | sed 's/[.]/[.]/g')
    there=$(printf '%s' "$wanted" | sed 's/[.]/[.]/g')
    installed=$(sed -n "s|^\([0-9a-f]*\)${tab}refs/tags/$here\$|\1|p" "$folder/tags")
    [ -n "$installed" ] || return 0
    { echo "$DF_INSTALLED"; grep -v "^$installed" "$folder/tags" | sed -n "$numbered"; } |
        sort -t . -k 1,1n -k 2,2n -k 3,3n -k 4,4n | sed -n "/^$here\$/,/^$there\$/p" | sed 1d | tail -n 60 >"$folder/between"
    [ "$(tail -n 1 "$folder/between")" = "$wanted" ] || return 0
    mkdir "$folder/notes"
    if [ -n "$owner" ]; then chown "${ids% *}" "$folder/notes"; fi
    set --
    while read -r tag; do set -- "$@" "refs/tags/$tag:refs/tags/$tag"; done <"$folder/between"
    apart() { limit=$1; shift; as_owner "$limit" git "--git-dir=$folder/notes" -c core.hooksPath=/dev/null "$@"; }
    { apart 10 init -q && apart 10 config include.path "$own" && apart 10 config core.bare true &&
        apart 30 fetch -q --no-tags --no-recurse-submodules --filter=tree:0 "--shallow-exclude=refs/tags/$DF_INSTALLED" "$DF_REMOTE" "$@"
    } >/dev/null 2>&1 || return 0
    set --
    while read -r tag; do set -- "$@" "$tag"; done <"$folder/between"
    # shellcheck disable=SC2016 # the inner shell's words
    as_owner 30 sh -c '
        cd "$0" || exit 0
        below=
        for tag; do
            kind=$(git --git-dir=. for-each-ref --format="%(objecttype) %(creatordate:short)" "refs/tags/$tag")
            if [ "${kind% *}" = tag ]; then
                by=tag
                text=$(git --git-dir=. for-each-ref --format="%(contents:subject)%0a%0a%(contents:body)" "refs/tags/$tag" | head -c 15000 | base64)
            else
                by=commits
                text=$(git --git-dir=. log --no-merges --format="- %s" ${below:+"^$below"} "refs/tags/$tag" -- 2>/dev/null | head -n 80 | head -c 8000 | base64)
            fi
            printf "N\t%s\t%s\t%s\t%s\n" "$tag" "$by" "${kind#* }" "$(printf %s "$text" | tr -d "\n")"
            below=refs/tags/$tag
        done' "$folder/notes" "$@" 2>/dev/null
}

printf '<<df %s begin>>\n' "$DF_NONCE"
# A full /tmp lets a folder be made, and nothing be written to it.
roomy() {
    df -Pk "$1" 2>/dev/null | { read -r _ && read -r _ _ _ free _ && [ "${free:-0}" -ge 32768 ]; } 2>/dev/null
}
for place in "${TMPDIR:-/tmp}" /var/tmp /dev/shm "${HOME:-/}" "${TMPDIR:-/tmp}"; do
    if [ "$place" != "${tried:-}" ] && ! roomy "$place"; then tried=${tried:-$place}; continue; fi
    folder=$(mktemp -d "$place/df-release.XXXXXXXXXX" 2>/dev/null) && break
    folder=
done
if [ -z "$folder" ]; then printf 'E\tfolder\tno private folder could be made\n'; finish; fi
chmod 0711 "$folder"
: >"$folder/error"
if ! have git; then echo 'git is not installed' >"$folder/error"; wrong git; fi
if ! cd "$DF_ROOT" 2>>"$folder/error"; then wrong root; fi

# Root's .git in the folder of somebody else, who could put another in its place, is read as that one; a link's owner says nothing.
whose=.git
if [ -L .git ] || [ "$(stat -c %u .git 2>/dev/null || echo 0)" = 0 ]; then whose=.; fi
owner=$(stat -c %U "$whose")
ids=$(stat -c '%u %g' "$whose")
home=$( (getent passwd "$owner" || grep "^$owner:" /etc/passwd) 2>/dev/null | head -n 1 | cut -d: -f6)
groups=--init-groups
if [ -z "$home" ]; then groups=--clear-groups; home=/nonexistent; fi # an account that nobody knows by name
me=$(id -u)
if [ "$me" != 0 ] || [ "${ids% *}" = 0 ]; then owner=; home=${HOME:-/}; fi
mkdir "$folder/repository"
if [ -n "$owner" ]; then chown "${ids% *}" "$folder/repository"; fi

{
    printf '[safe]\n\tdirectory = *\n'
    printf '[include]\n\tpath = "%s/.config/git/config"\n[include]\n\tpath = "%s/.gitconfig"\n' "$home" "$home"
    printf '[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[fetch]\n\twriteCommitGraph = false\n'
} >"$folder/.gitconfig"
chmod 0644 "$folder/.gitconfig"
GIT_CONFIG_GLOBAL=$folder/.gitconfig
export GIT_CONFIG_GLOBAL
case $(git --version) in
    *' 1.'* | *' 2.'[0-9].* | *' 2.1'[0-9]* | *' 2.2'[0-9]* | *' 2.3'[01]*) home=$folder ;; # these know only HOME
esac

if have timeout && timeout -k 1 5 true 2>/dev/null; then
    bounded() { limit=$1; shift; timeout -k 5 "$limit" "$@" </dev/null; }
else
    bounded() { shift; "$@" </dev/null; }
fi
# as_owner SECONDS COMMAND…
as_owner() {
    limit=$1; shift
    if [ -z "$owner" ]; then bounded "$limit" env HOME="$home" "$@"
    elif have setpriv; then bounded "$limit" setpriv "--reuid=${ids% *}" "--regid=${ids#* }" "$groups" -- env HOME="$home" "USER=$owner" "$@"
    elif have runuser; then bounded "$limit" runuser -u "$owner" -- env HOME="$home" "USER=$owner" "$@"
    else
        # shellcheck disable=SC2016 # the inner shell's words
        bounded "$limit" su -s /bin/sh "$owner" -c 'exec "$0" "$@"' -- env HOME="$home" "USER=$owner" "$@"
    fi
}
in_tree() { limit=$1; shift; as_owner "$limit" git -c core.fsmonitor=false -c core.hooksPath=/dev/null "$@"; }
aside() { limit=$1; shift; as_owner "$limit" git "--git-dir=$folder/repository" -c core.hooksPath=/dev/null "$@"; }

ssh_command=$(in_tree 10 config --get core.sshCommand 2>/dev/null)
GIT_SSH_COMMAND="${ssh_command:-ssh} -o BatchMode=yes -o UpdateHostKeys=no -o ConnectTimeout=15"
export GIT_SSH_COMMAND

if ! in_tree 45 ls-remote --tags "$DF_REMOTE" >"$folder/tags" 2>"$folder/error"; then
    [ -s "$folder/error" ] || echo 'the remote gave no answer in time' >"$folder/error"
    wrong list
fi
head -n 20000 "$folder/tags" | while read -r commit ref; do printf 'L\t%s %s\n' "$commit" "$ref"; done
[ -n "$DF_WANTED" ] || finish

wanted=$DF_WANTED
if [ "$wanted" = newest ]; then
    wanted=$(sed -n "$numbered" "$folder/tags" |
        sort -t . -k 1,1n -k 2,2n -k 3,3n -k 4,4n | tail -n 1)
fi
if ! grep -q "${tab}refs/tags/$wanted\$" "$folder/tags"; then
    echo "the remote has no tag $wanted" >"$folder/error"
    wrong no-tag
fi

# Untracked files here that the release brings itself, with other content.
overwritten() {
    in_tree 20 ls-files -z --others -- ':!vendor' ':!storage' ':!node_modules' 2>/dev/null | tr '\0\n' '\n\0' | head -n 20000 >"$folder/others"
    [ -s "$folder/others" ] || return 0
    aside 20 ls-tree -r -z "refs/tags/$wanted" 2>/dev/null | tr '\0\n' '\n\0' |
        awk -F '\t' 'NR == FNR { other[$0] = 1; next }
            { name = substr($0, length($1) + 2); if (name in other) { split($1, f, " "); print f[3] " " name } }' "$folder/others" - |
        head -n 200 | while read -r blob name; do
        if [ -f "$name" ] && [ "$(in_tree 10 hash-object --no-filters -- "$name" 2>/dev/null)" != "$blob" ]; then printf '%s\n' "$name"; fi
    done | tr '\n' '\0'
}

# Changed files whose changes don't fit the release: tried one by one on its own files, as the plan does it. All of it as the owner, whose
# git names the files and whose configuration git goes by. Fails where it can't be told.
unfitting() {
    mkdir "$folder/tried"
    if [ -n "$owner" ]; then chown "${ids% *}" "$folder/tried"; fi
    # shellcheck disable=SC2016 # the inner shell's words
    as_owner 180 sh -c '
        in_tree() { git -c core.fsmonitor=false -c core.hooksPath=/dev/null -c core.fileMode=false "$@"; }
        cp "$(in_tree rev-parse --git-path index 2>/dev/null)" "$0/index" 2>/dev/null || exit 1 # git diff would refresh the own one
        GIT_INDEX_FILE=$0/index
        GIT_CEILING_DIRECTORIES=$0
        export GIT_INDEX_FILE
        in_tree diff --name-only -z --no-ext-diff --no-renames --diff-filter=M --ignore-submodules HEAD -- >"$0/names" 2>/dev/null || exit 1
        tr "\0\n" "\n\0" <"$0/names" >"$0/changed"
        [ "$(wc -l <"$0/changed")" -le 60 ] || exit 1
        while IFS= read -r name <&3; do
            case $name in storage/* | composer.*) continue ;; esac
            in_tree diff --binary --no-ext-diff --no-textconv --no-renames HEAD -- ":(literal)$name" >"$0/patch" 2>/dev/null
            mkdir -p "$0/tree/$(dirname "$name")"
            git "--git-dir=$2" show "refs/tags/$1:$name" >"$0/tree/$name" 2>/dev/null || rm -f "$0/tree/$name"
            (cd "$0/tree" && export GIT_CEILING_DIRECTORIES && git apply --check --whitespace=nowarn "$0/patch" 2>/dev/null) ||
                printf "%s\n" "$name"
        done 3<"$0/changed" | tr "\n" "\0"' "$folder/tried" "$wanted" "$folder/repository" 2>/dev/null
}

# The installation's own configuration is included: its remote, credentials and certificates. Ours comes after it.
own=$(in_tree 10 rev-parse --git-path config 2>/dev/null)
case $own in /*) ;; *) own=$DF_ROOT/$own ;; esac
if ! { aside 20 init -q && aside 10 config include.path "$own" && aside 10 config core.bare true; } >"$folder/error" 2>&1; then wrong aside; fi
fetch() { aside 240 fetch -q --no-tags --no-recurse-submodules "$@" "$DF_REMOTE" "refs/tags/$wanted:refs/tags/$wanted" 2>"$folder/error" >/dev/null; }
if ! fetch --depth 1 && ! fetch; then
    [ -s "$folder/error" ] || echo 'the release did not arrive in time' >"$folder/error"
    wrong fetch
fi

# The hosts that the lock's packages come from, without those that the owner's git puts others in place of.
lock_hosts() {
    aside 20 show "refs/tags/$wanted:composer.lock" 2>/dev/null | head -c 8000000 | php -d display_errors=0 -r '
        $lock = json_decode(stream_get_contents(STDIN), true);
        $hosts = array();
        foreach (isset($lock["packages"]) && is_array($lock["packages"]) ? $lock["packages"] : array() as $package) {
            foreach (array("dist", "source") as $kind) {
                $url = isset($package[$kind]["url"]) && is_string($package[$kind]["url"]) ? $package[$kind]["url"] : "";
                if (preg_match("~^https?://(?:[^/@]*@)?([A-Za-z0-9.-]+)(?::(\d+))?/~", $url, $m)) {
                    $port = isset($m[2]) ? $m[2] : (strpos($url, "https") === 0 ? "443" : "80");
                    $hosts["$m[1] $port"] = 1;
                }
            }
        }
        echo implode("\n", array_slice(array_keys($hosts), 0, 12)), "\n";' 2>/dev/null |
        while read -r host port; do
            [ -n "$host" ] || continue
            if ! in_tree 5 config --get-regexp '^url\..*\.insteadof$' 2>/dev/null | grep -qF "//$host"; then printf '%s %s\n' "$host" "$port"; fi
        done
}

# speaks HOST PORT: does it answer at all, by the proxy where one is set? What it answers doesn't matter.
speaks() {
    if have curl; then
        scheme=https
        [ "$2" != 80 ] || scheme=http
        as_owner 4 curl -s -k -o /dev/null -I -m 3 "$scheme://$1:$2/" 2>/dev/null
        case $? in 5 | 6 | 7 | 28 | 97 | 124 | 137) return 1 ;; esac
        return 0
    fi
    [ -z "${https_proxy:-}${HTTPS_PROXY:-}${http_proxy:-}${all_proxy:-}${ALL_PROXY:-}" ] || return 0
    # shellcheck disable=SC2016 # PHP's own words
    as_owner 4 php -d display_errors=0 -r 'exit(@fsockopen($argv[1], (int)$argv[2], $n, $s, 3) ? 0 : 1);' -- "$1" "$2"
}

# All at once, so that silence costs its three seconds once. Without PHP nothing is claimed.
silent_hosts() {
    have php || return 0
    lock_hosts >"$folder/hosts"
    while read -r host port; do
        { speaks "$host" "$port" || printf 'S\t%s\n' "$host" >>"$folder/silent"; } </dev/null &
    done <"$folder/hosts"
    wait
    if [ -f "$folder/silent" ]; then sort -u "$folder/silent"; fi
}

printf 'C\t%s\t%s\n' "$wanted" "$(aside 10 rev-parse "refs/tags/$wanted^{commit}" 2>/dev/null)"
for name in composer.json composer.lock .env-dist config/app.php; do
    if aside 20 show "refs/tags/$wanted:$name" >"$folder/file" 2>/dev/null; then
        printf 'F\t%s\t%s\n' "$name" "$(head -c 8000000 "$folder/file" | base64 | tr -d '\n')"
    fi
done
printf 'F\t//overwritten\t%s\n' "$(overwritten | base64 | tr -d '\n')"
if unfitting >"$folder/unfitting"; then printf 'F\t//unfitting\t%s\n' "$(base64 <"$folder/unfitting" | tr -d '\n')"; fi
silent_hosts
printf 'F\t/\t%s\n' "$(aside 20 ls-tree -z --name-only "refs/tags/$wanted" 2>/dev/null | head -c 100000 | base64 | tr -d '\n')"
notes
finish
