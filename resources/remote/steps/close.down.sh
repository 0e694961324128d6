# Users get 503 from here on.
site_close "$DF_PHP_OLD" index.php
