#!/bin/sh
# Stands for sudo on the path of SSH sessions: whoever practises may be root by the real one, and practising is no reason to.
echo "$(id -un) is not in the sudoers file of the practice server." >&2
exit 1
