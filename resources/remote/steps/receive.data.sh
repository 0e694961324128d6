# The wizard brings the data from the old server, through this computer's connection to both; each delivery is checked by its hash.
deliveries_wait
