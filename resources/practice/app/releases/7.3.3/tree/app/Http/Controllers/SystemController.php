<?php

namespace DreamFactory\Http\Controllers;

class SystemController
{
}
