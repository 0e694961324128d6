# What will change places in the switch, entry by entry. What the release itself brings stays this server's own.
files_list
