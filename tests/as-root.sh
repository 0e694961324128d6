#!/bin/sh
# Runs a test program as root: by sudo, where somebody else runs the tests.
[ "$(id -u)" != 0 ] || exec "$@"
exec sudo -n --preserve-env=QT_QPA_PLATFORM,LC_ALL,QTEST_FUNCTION_TIMEOUT,CI "$@"
