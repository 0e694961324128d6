#!/bin/sh
# the practice server is set up by setup.sh, not by an installer
exit 0
