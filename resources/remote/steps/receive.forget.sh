# What was brought so far was of a time when users still wrote: for the last copy each delivery has to be confirmed anew.
while IFS="$(printf '\t')" read -r id _; do rm -f "$DF_IN/$id.done"; done < "$DF_F/deliveries.list"
