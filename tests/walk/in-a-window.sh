#!/bin/sh
# Runs a program on a display of its own with a window manager: a real window, real focus, real keys.
exec xvfb-run -a -s "-screen 0 1400x1000x24 -nolisten tcp" sh -c '
  openbox --sm-disable > /dev/null 2>&1 & manager=$!
  QT_QPA_PLATFORM=xcb "$@"; status=$?
  kill "$manager"
  exit "$status"' sh "$@"
