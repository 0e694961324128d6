# What the file says comes from the copy.
env_back
