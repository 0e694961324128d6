# shellcheck shell=sh disable=SC2154,SC2034
# The git side of setup.sh: sourced by it.

# composer.lock of every release, made by composer itself.
lock_releases() {
    jobs=
    while read -r tag _; do
        (cd "$folder/build/$tag" && "$PHP" "$(command -v "$COMPOSER")" update --no-install --no-scripts --no-plugins \
            --ignore-platform-req=php -q >"$folder/log/lock-$tag.log" 2>&1) &
        jobs="$jobs $!"
    done <"$folder/build/releases"
    for job in $jobs; do
        wait "$job" || die "composer could not lock the packages: $(cat "$folder"/log/lock-*.log)"
    done
    first=yes
    while read -r tag _; do
        if [ -z "$first" ] && [ -f "$kit/switches/$switch/locked.sh" ]; then
            # shellcheck source=/dev/null
            . "$kit/switches/$switch/locked.sh"
        fi
        first=
    done <"$folder/build/releases"
}

commit_releases() {
    remote="$folder/remote/dreamfactory.git"
    git init -q --bare "$remote"
    git --git-dir="$remote" symbolic-ref HEAD refs/heads/master
    while read -r tag date also; do
        in_tree() { GIT_INDEX_FILE="$folder/build/index" git --git-dir="$remote" --work-tree="$folder/build/$tag" "$@"; }
        # from the tree's top, where the ignore rules lie; what they hide is tracked in the real repository too
        (cd "$folder/build/$tag" && in_tree add -A . &&
            in_tree add -f bootstrap/cache/.gitignore storage/framework/cache/.gitignore storage/framework/limit_cache/.gitignore &&
            GIT_AUTHOR_DATE="$date" GIT_COMMITTER_DATE="$date" in_tree commit -q -m "Release $tag") || die "git commit failed"
        for name in "$tag" $also; do
            git --git-dir="$remote" tag "$name"
        done
    done <"$folder/build/releases"
}

# As the vendor's installer does it: one tag, detached, master unknown.
clone_release() {
    mkdir -p "$(dirname "$root")"
    git clone -q -b "$release" --single-branch "file://$folder/remote/dreamfactory.git" "$root" 2>"$folder/log/clone.log" ||
        die "$(cat "$folder/log/clone.log")"
}

# 6.x: the interface is unpacked over public/, its start page becomes a view that git doesn't know.
lay_ui_over() {
    [ -f "$root/public/js/app.js" ] || return 0
    find "$root/public" \( -name '*.js' -o -name '*.css' \) -exec rm -f {} +
    cp "$kit/app/overlay/index.blade.php" "$root/resources/views/index.blade.php"
    for name in runtime.1a2b3c4d5e6f7081 main.9182736455463728 polyfills.5647382910abcdef 168.a49fd431a5216f28 1155.ea8d85514c083a0b \
        1269.5b373d67ea7ff4fd 2446.6b051fdaebab2cab 4104.5ae8ada24976acbe 5381.8d4253081d691aab 8542.a7347f7c225c5045; do
        printf '"use strict";(self.webpackChunkdf_admin=self.webpackChunkdf_admin||[]).push([["%s"]]);\n' "${name%%.*}" \
            >"$root/public/$name.js"
    done
    printf '.practice { background: #ffd54f; padding: 1em; }\n' >"$root/public/styles.6a5b4c3d2e1f0987.css"
    printf 'licences of the interface\n' >"$root/public/3rdpartylicenses.txt"
    printf 'practice icon of the interface\n' >"$root/public/favicon.ico"
    mkdir -p "$root/public/assets/i18n"
    printf '{}\n' >"$root/public/assets/i18n/en.json"
    # what the vendor's guide tells everybody to do: the two tracked .wsdl files differ in their mode from now on
    chmod -R u+rwx,g+rwx,o+rx "$root/storage/wsdl"
}

# .env in the style that the installer leaves: the release's .env-dist with a few values filled in.
write_env() {
    "$PHP" "$kit/env.php" "$root" "$folder/practice.json"
    chmod 640 "$root/.env"
}
