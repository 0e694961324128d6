# Users get 503 again before anything else is taken back.
site_close "$DF_PHP" index.next.php
