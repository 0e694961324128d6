<?php

namespace DreamFactory\Core\Exceptions;

/** An error that the API answers in its own form; everything else becomes a bare 500. */
class RestException extends \RuntimeException
{
    public $status;

    public function __construct($status, $message)
    {
        parent::__construct($message, $status);
        $this->status = $status;
    }
}
