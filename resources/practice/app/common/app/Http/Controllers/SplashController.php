<?php

namespace DreamFactory\Http\Controllers;

class SplashController
{
    const RELEASE = '{{release}}';
}
