# shellcheck shell=sh disable=SC2154
# The sshd of a practice server: sourced by start.sh.

make_keys() {
    for key in host_key client_key; do
        [ -f "$folder/ssh/$key" ] || ssh-keygen -q -t ed25519 -N '' -C 'practice server' -f "$folder/ssh/$key"
    done
    cp "$folder/ssh/client_key.pub" "$folder/ssh/authorized_keys"
    chmod 600 "$folder/ssh/authorized_keys" "$folder/ssh/client_key"
}

# Only this user, only by this key; with a home of its own, so that nobody's shell settings take part. A locked password keeps
# sshd from letting root in unless PAM decides.
write_sshd_config() { # PORT
    pam=no
    if [ "$(id -u)" = 0 ] && grep -q '^root:!' /etc/shadow 2>/dev/null; then pam=yes; fi
    mkdir -p "$folder/home" "$folder/sudo/bin"
    if [ ! -e "$folder/sudo/bin/sudo" ]; then
        cp "$kit/no-sudo.sh" "$folder/sudo/bin/sudo"
        chmod 755 "$folder/sudo/bin/sudo"
    fi
    cat >"$folder/ssh/sshd_config" <<EOF
Port $1
ListenAddress 127.0.0.1
HostKey "$folder/ssh/host_key"
AuthorizedKeysFile "$folder/ssh/authorized_keys"
PidFile none
StrictModes no
UsePAM $pam
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowUsers $(id -un)
UseDNS no
PrintMotd no
MaxSessions 50
MaxStartups 100
Subsystem sftp internal-sftp
SetEnv "HOME=$folder/home" "PATH=$folder/sudo/bin:$PATH" "DF_PRACTICE_FOLDER=$folder"
EOF
    if [ "$switch" = banner ]; then
        cp "$kit/switches/banner/issue" "$folder/ssh/issue"
        cp "$kit/switches/banner/shell.sh" "$folder/ssh/shell.sh"
        printf 'Banner "%s"\nForceCommand sh "%s"\n' "$folder/ssh/issue" "$folder/ssh/shell.sh" >>"$folder/ssh/sshd_config"
    fi
}
