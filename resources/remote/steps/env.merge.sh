# The .env of this server, with what must come from the old one; it takes its place in the switch.
env_merged
