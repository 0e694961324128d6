#!/bin/sh
# Stands before timeout on a test host's PATH, which starts each step of a run: holds the step up until the test lets it go, so
# that a test can be sure in which stage a run is.
gate=/srv/gate
step=
for word; do
  case $word in */steps/*.sh) step=${word##*/} step=${step%.sh} ;; esac
done
if [ -n "$step" ] && [ -e $gate/closed ]; then
  printf '%s\n' "$step" >$gate/held.new
  mv $gate/held.new $gate/held
  while [ -e $gate/closed ] && [ ! -e "$gate/go-$step" ]; do sleep 0.02; done
  rm -f $gate/held
fi
exec /usr/bin/timeout "$@"
