# Users are let in again, and what the closing changed is compared.
site_back
