# shellcheck shell=sh disable=SC2154
# Changes by hand: three fit any release, one touches a line that newer releases have changed.
"$PHP" "$kit/switches/local-changes/edit.php" "$root"
