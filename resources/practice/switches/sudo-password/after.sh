# shellcheck shell=sh disable=SC2154
# sudo asks for a password: see the stand-in beside this file.
mkdir -p "$folder/sudo/bin"
cp "$kit/switches/sudo-password/sudo" "$folder/sudo/bin/sudo"
chmod 755 "$folder/sudo/bin/sudo"
(umask 077 && echo let-me-in >"$folder/sudo/password")
"$PHP" "$kit/describe.php" "$folder" set sudoPassword=let-me-in
