<?php

namespace DreamFactory\Core\Email;

/** Local e-mail has a table of its own from 0.13.0 on. */
class LocalEmail
{
    const STORAGE = ['table' => 'local_email_config'];
}
