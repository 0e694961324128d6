#!/bin/sh
# Are the desktop entry and the AppStream data well formed, in the words of the tools that read them?
set -eu
desktop-file-validate "$1"
appstreamcli validate --no-net "$2"
