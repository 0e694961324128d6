# Users get 503 again before anything else is taken back.
if [ ! -f "$DF_ROOT/storage/framework/down" ]; then
  artisan "$DF_PHP" "$DF_ROOT" down --retry=60 || printf '{"retry":60,"refresh":null,"status":503,"except":[],"redirect":null,"template":null}' > "$DF_ROOT/storage/framework/down"
fi
