# Once more, for what was written since: the wizard has shut users out of the old server meanwhile. Only what changed is sent.
deliveries_wait
