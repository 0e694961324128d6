<?php

use Illuminate\Foundation\Application;
use Illuminate\Support\Env;

function app($class = null)
{
    return $class === null ? Application::getInstance() : Application::getInstance()->make($class);
}

function env($key, $default = null)
{
    return Env::get($key, $default);
}

function config($key, $default = null)
{
    return Application::getInstance()->config->get($key, $default);
}

function base_path($path = '')
{
    return Application::getInstance()->basePath($path);
}

function storage_path($path = '')
{
    return base_path('storage' . ($path === '' ? '' : '/' . $path));
}

function database_path($path = '')
{
    return base_path('database' . ($path === '' ? '' : '/' . $path));
}

function encrypt($value)
{
    return Application::getInstance()->encrypter()->encrypt($value);
}

function decrypt($payload)
{
    return Application::getInstance()->encrypter()->decrypt($payload);
}
