# shellcheck shell=sh
# Nothing to break here: a practice server runs under one account, without sudo. Test hosts have the account with a password.
