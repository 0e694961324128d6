# On the database that will serve, with the .env that will serve.
helper key-proof "$DF_ROOT/.env" "$DF_ROOT/.env" "$DF_F/encrypted-columns.json" "$DF_KEY_BAD" "$DF_KEY_GOOD"
