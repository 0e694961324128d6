#!/bin/sh
# Break switch "banner": what a talkative .bashrc and /etc/profile.d do to every command.
printf 'Welcome to practice-server, %s!\n' "$(id -un)"
printf '  System load: 0.1   Users: 1\r\n'
printf '\033[1;33m*** 3 updates can be applied immediately. ***\033[0m\n\n'
printf 'stty: standard input: Inappropriate ioctl for device\n' >&2
if [ -n "${SSH_ORIGINAL_COMMAND-}" ]; then
    exec "${SHELL:-/bin/sh}" -c "$SSH_ORIGINAL_COMMAND"
fi
exec "${SHELL:-/bin/sh}" -l
