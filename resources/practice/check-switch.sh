#!/bin/sh
# Is this the name of a break switch?
case ${1-} in
    '' | composer-fails | migration-fails | migration-fails-live | web-server-down | disk-full | php-too-old | not-a-repository | \
        local-changes | banner | wrong-app-key | sudo-password) ;;
    line-cut:?*) ;;
    *) echo "error unknown switch: $1" >&2; exit 64 ;;
esac
