<?php
// The web server's file of a site, and which PHP it names. Only prints what the file would say. PHP 7.2 to 8.5.

/** One spelling for a socket: its folder's real path, without "unix:". */
function df_socket($word)
{
    $word = rtrim(preg_replace('/^unix:/', '', trim($word, "\"' \t")), ':');
    if ($word === '' || $word[0] !== '/') {
        return $word;
    }
    $folder = realpath(dirname($word));
    return ($folder === false ? dirname($word) : $folder) . '/' . basename($word);
}

function df_same_folder($one, $two)
{
    $a = realpath(trim($one, "\"'"));
    return $a !== false && $a === realpath($two);
}

/** site-switch KIND FILE PUBLIC OLD NEW: the file's text with the new socket; nothing where the site here names no PHP. */
function df_cmd_site_switch($kind, $file, $public, $old, $new)
{
    $text = df_read($file);
    echo $kind === 'apache' ? df_apache_switched($text, $public, df_socket($old), $new)
        : df_nginx_switched($text, $file, $public, df_socket($old), $new);
}

/** site-back FILE OLD NEW: of a file that was edited since. */
function df_cmd_site_back($file, $old, $new)
{
    $text = preg_replace('/^[ \t]*# PHP beside the old one, begin\n.*?^[ \t]*# PHP beside the old one, end\n/ms', '', df_read($file));
    echo str_replace("unix:$new", "unix:$old", $text);
}

// ---- nginx ---------------------------------------------------------------------------------------------------------
/** [text, offset] of each word and brace; comments are left out. */
function df_nginx_tokens($text)
{
    preg_match_all('/#[^\n]*|"(?:\\\\.|[^"\\\\])*"|\'(?:\\\\.|[^\'\\\\])*\'|[{};]|(?:\$\{[^}]*\}|\\\\.|[^\s{};"\'#]|(?<=[^\s{};])#)+/s',
        $text, $m, PREG_OFFSET_CAPTURE);
    return array_values(array_filter($m[0], function ($t) {
        return $t[0][0] !== '#';
    }));
}

/** Directives: ['words' => tokens, 'inner' => directives or null]. */
function df_nginx_block(array $tokens, &$at)
{
    $out = [];
    $words = [];
    while ($at < count($tokens)) {
        $t = $tokens[$at++];
        if ($t[0] === ';') {
            if ($words) {
                $out[] = ['words' => $words, 'inner' => null];
            }
            $words = [];
        } elseif ($t[0] === '{') {
            $out[] = ['words' => $words ?: [['', $t[1]]], 'inner' => df_nginx_block($tokens, $at)];
            $words = [];
        } elseif ($t[0] === '}') {
            return $out;
        } else {
            $words[] = $t;
        }
    }
    return $out;
}

/** All directives of that name, however deep. */
function df_nginx_all(array $block, $name)
{
    $found = [];
    foreach ($block as $d) {
        if ($d['words'][0][0] === $name) {
            $found[] = $d;
        }
        if ($d['inner'] !== null) {
            $found = array_merge($found, df_nginx_all($d['inner'], $name));
        }
    }
    return $found;
}

function df_nginx_parsed($text)
{
    $at = 0;
    return df_nginx_block(df_nginx_tokens($text), $at);
}

/** upstream name => its first server, of this file and of nginx's usual places. */
function df_nginx_upstreams($text)
{
    $all = [];
    $texts = [$text];
    foreach (glob('/etc/nginx/{nginx.conf,conf.d/*,sites-enabled/*,snippets/*}', GLOB_BRACE) ?: [] as $file) {
        $texts[] = is_file($file) && filesize($file) < 1048576 ? (string) file_get_contents($file) : '';
    }
    foreach ($texts as $t) {
        foreach (df_nginx_all(df_nginx_parsed($t), 'upstream') as $d) {
            $servers = df_nginx_all((array) $d['inner'], 'server');
            if (isset($d['words'][1], $servers[0]['words'][1]) && !isset($all[$d['words'][1][0]])) {
                $all[$d['words'][1][0]] = $servers[0]['words'][1][0];
            }
        }
    }
    return $all;
}

function df_nginx_switched($text, $file, $public, $old, $new)
{
    $upstreams = df_nginx_upstreams($text);
    $places = [];
    foreach (df_nginx_all(df_nginx_parsed($text), 'server') as $server) {
        $inner = (array) $server['inner'];
        $roots = array_filter(array_merge(df_nginx_all($inner, 'root'), df_nginx_all($inner, 'alias')), function ($d) use ($public) {
            return isset($d['words'][1]) && df_same_folder($d['words'][1][0], $public);
        });
        if (!$roots) {
            continue;
        }
        foreach (df_nginx_all($inner, 'include') as $d) {
            df_nginx_refuse_hidden($d, $file);
        }
        foreach (df_nginx_all($inner, 'fastcgi_pass') as $d) {
            $word = isset($d['words'][1]) ? $d['words'][1] : ['', 0];
            if (df_socket(isset($upstreams[$word[0]]) ? $upstreams[$word[0]] : $word[0]) === $old) {
                $places[$word[1]] = strlen($word[0]);
            }
        }
    }
    krsort($places);
    foreach ($places as $offset => $length) {
        $text = substr_replace($text, "unix:$new", $offset, $length);
    }
    return $places ? $text : '';
}

/** A file that several sites may share is not ours to change. */
function df_nginx_refuse_hidden(array $include, $file)
{
    $word = isset($include['words'][1]) ? trim($include['words'][1][0], "\"'") : '';
    $pattern = $word !== '' && $word[0] === '/' ? $word : "/etc/nginx/$word";
    foreach ($word === '' ? [] : (glob($pattern) ?: []) as $other) {
        if (is_file($other) && preg_match('/^\s*fastcgi_pass\s/m', (string) file_get_contents($other))) {
            df_die("$file takes the socket of PHP from $other, which other sites may share. Write the line fastcgi_pass into $file itself, then check again.");
        }
    }
}

// ---- Apache --------------------------------------------------------------------------------------------------------
function df_apache_switched($text, $public, $old, $new)
{
    $changed = false;
    $switched = preg_replace_callback('/^[ \t]*<VirtualHost\b.*?^[ \t]*<\/VirtualHost>/msi', function ($m) use ($public, $old, $new, &$changed) {
        if (!preg_match_all('/^[ \t]*DocumentRoot[ \t]+("[^"\n]+"|\S+)/mi', $m[0], $roots)
            || !array_filter($roots[1], function ($root) use ($public) {
                return df_same_folder($root, $public);
            })) {
            return $m[0];
        }
        $changed = true;
        return df_apache_host($m[0], $old, $new);
    }, $text);
    return $changed ? $switched : '';
}

function df_apache_host($host, $old, $new)
{
    $count = 0;
    $out = preg_replace_callback('/^([ \t]*(?!#)[^\n]*?)unix:([^|"\s]+)\|/m', function ($m) use ($old, $new, &$count) {
        if ($m[1] !== '' && ltrim($m[1])[0] === '#' || df_socket($m[2]) !== $old) {
            return $m[0];
        }
        $count++;
        return "$m[1]unix:$new|";
    }, $host);
    if ($count > 0) {
        return $out;
    }
    // The socket is named for all sites at once: this one gets a word of its own, which counts more.
    $own = "    # PHP beside the old one, begin\n    <FilesMatch \".+\\.ph(?:ar|p|tml)$\">\n"
        . "        SetHandler \"proxy:unix:$new|fcgi://localhost\"\n    </FilesMatch>\n    # PHP beside the old one, end\n";
    return preg_replace_callback('/^[ \t]*<\/VirtualHost>/mi', function ($m) use ($own) {
        return $own . $m[0];
    }, $host, 1);
}
