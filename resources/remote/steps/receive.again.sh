# Once more, for what was written since: the wizard has shut users out of the old server meanwhile. Only what changed is sent.
while IFS="$(printf '\t')" read -r id _; do rm -f "$DF_IN/$id.done"; done < "$DF_F/deliveries.list"
deliveries_wait
