# Key first: the .env with the old APP_KEY is in place before anything is written.
env_unchanged
env_place "$DF_F/work/env.next"
