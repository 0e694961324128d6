#!/bin/sh
# Can containers be made here? Exit 0 and no word; else exit 1 and the reason. What they are made of comes from the test hosts.
PATH=$PATH:/usr/sbin:/sbin
here=$(cd "$(dirname "$0")" && pwd)
no() { printf '%s\n' "$*"; exit 1; }

sh "$here/../hosts/can-run.sh" || exit 1
for program in podman runc conmon php; do
  command -v "$program" >/dev/null || no "Containers need the program $program, which is not installed."
done
why=$(bash "$here/engine" try 2>&1) || no "Podman starts no container here: $(printf '%s' "$why" | tail -n 1)"
exit 0
