# Does the new release answer at all? Its own kernel is asked for /status on the scratch database.
scratch_socket
out=$( cd "$DF_NEXT" && as_web env PATH="$DF_HOME/bin:$PATH" "$DF_PHP" ${DF_PHP_SOCKET:+-d "pdo_mysql.default_socket=$DF_PHP_SOCKET"} -r "$(cat "$DF_F/kernel.php")" /status )
say "$out"
printf '%s' "$out" | grep -q '^200 ' || die "The new release does not answer /status on the copy."
