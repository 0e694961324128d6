<?php

/**
 * Writes the releases of the practice server into a folder:
 *
 *     php generate.php FOLDER [SWITCH [DATABASE]]
 *
 *     FOLDER/packages/<release>/<vendor>--<name>   what composer installs for that release
 *     FOLDER/build/<release>                       the release's own files, without composer.lock
 *
 * A release is app/common plus every folder of app/releases up to its number; a package is its folder "all" plus every
 * folder named by a version up to its own. A break switch adds switches/<name>/ in the same shape to all releases but the
 * first. "dot." at the beginning of a file's name stands for ".".
 */

const KIT = __DIR__;

$folder = rtrim($argv[1], '/');
$switch = isset($argv[2]) ? $argv[2] : '';

/** Name or file of the database that the installation will work with: a switch may act on that one alone. */
function liveDatabase()
{
    return isset($GLOBALS['argv'][3]) ? $GLOBALS['argv'][3] : '';
}

$releases = array_map('basename', glob(KIT . '/app/releases/*', GLOB_ONLYDIR));
usort($releases, 'version_compare');
foreach ($releases as $i => $tag) {
    $release = json_decode(file_get_contents(KIT . "/app/releases/$tag/release.json"), true);
    $layers = $i > 0 && $switch !== '' && is_dir(KIT . "/switches/$switch") ? [KIT . "/switches/$switch"] : [];
    if ($layers && is_file($layers[0] . '/release.json')) {
        $release = array_replace_recursive($release, json_decode(file_get_contents($layers[0] . '/release.json'), true));
    }
    writePackages($release, "$folder/packages/$tag", $layers);
    writeTree($releases, $i, $release, "$folder/build/$tag", $layers);
    file_put_contents("$folder/build/$tag/composer.json", composerJson($release, "$folder/packages/$tag"));
    printf("%s %s %s\n", $tag, $release['date'], implode(' ', isset($release['sameCommit']) ? $release['sameCommit'] : []));
}

function writePackages(array $release, $target, array $layers)
{
    foreach ($release['packages'] as $name => $versions) {
        $version = $versions[1];
        $to = $target . '/' . str_replace('/', '--', $name);
        $values = ['version' => $version, 'number' => ltrim($version, 'v'), 'php' => $release['frameworkPhp']];
        copyTree(KIT . "/packages/$name/all", $to, $values);
        foreach (versionsUpTo(KIT . "/packages/$name", ltrim($version, 'v')) as $one) {
            copyTree(KIT . "/packages/$name/$one", $to, $values);
        }
        foreach ($layers as $layer) {
            is_dir("$layer/packages/$name") && copyTree("$layer/packages/$name", $to, $values + ['database' => liveDatabase()]);
        }
    }
    foreach ($release['libraries'] as $name => $version) {
        writeLibrary($target . '/' . str_replace('/', '--', $name), $name, $version);
    }
    requireLibraries($target . '/laravel--framework/composer.json', array_keys($release['libraries']));
}

/** The many small packages below the framework: there to be counted and installed. */
function writeLibrary($to, $name, $version)
{
    mkdir("$to/src", 0777, true);
    $space = str_replace(' ', '\\', ucwords(str_replace(['/', '-'], ' ', $name)));
    put("$to/composer.json", json_encode(['name' => $name, 'version' => $version, 'type' => 'library',
        'description' => 'Practice stand-in', 'license' => 'Apache-2.0', 'require' => ['php' => '>=7.2'],
        'autoload' => ['psr-4' => ["Practice\\$space\\" => 'src/']]], JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n");
    put("$to/src/Release.php", "<?php\n\nnamespace Practice\\$space;\n\nclass Release\n{\n    const NUMBER = '$version';\n}\n");
}

function requireLibraries($file, array $names)
{
    $json = json_decode(file_get_contents($file), true);
    foreach ($names as $name) {
        $json['require'][$name] = '*';
    }
    put($file, json_encode($json, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n");
}

function writeTree(array $releases, $index, array $release, $to, array $layers)
{
    $values = ['release' => $release['tag']];
    copyTree(KIT . '/app/common', $to, $values);
    for ($i = 0; $i <= $index; ++$i) {
        $one = json_decode(file_get_contents(KIT . "/app/releases/{$releases[$i]}/release.json"), true);
        foreach ($one['remove'] as $gone) {
            @unlink("$to/$gone");
        }
        is_dir(KIT . "/app/releases/{$releases[$i]}/tree") && copyTree(KIT . "/app/releases/{$releases[$i]}/tree", $to, $values);
    }
    foreach ($layers as $layer) {
        is_dir("$layer/tree") && copyTree("$layer/tree", $to, $values);
    }
    put("$to/bootstrap/cache/.gitignore", "*\n!.gitignore\n");
    put("$to/database/factories/ModelFactory.php", "<?php\n");
    // executable in the real repository as well, so that a "chmod -R 2775 storage" shows in the two .wsdl files alone
    foreach (array_merge(["$to/artisan"], glob("$to/storage/{,*/,*/*/}.gitignore", GLOB_BRACE), glob("$to/storage/scripting/*")) as $file) {
        chmod($file, 0755);
    }
}

function composerJson(array $release, $packages)
{
    $require = ['php' => $release['php'], 'ext-json' => '*', 'ext-mbstring' => '*', 'ext-openssl' => '*', 'ext-pdo' => '*'];
    foreach ($release['packages'] as $name => $versions) {
        if ($versions[0] !== '') {
            $require[$name] = $versions[0];
        }
    }
    $plugins = isset($release['packages']['dreamfactory/installer']) ? ['dreamfactory/installer' => true] : (object)[];
    $json = [
        'name' => 'dreamfactory/dreamfactory', 'description' => 'The DreamFactory(tm) Platform (practice stand-in).',
        'homepage' => 'https://www.dreamfactory.com/', 'license' => 'Apache-2.0', 'type' => 'project',
        'minimum-stability' => 'dev', 'prefer-stable' => true,
        'repositories' => [['type' => 'path', 'url' => "$packages/*", 'options' => ['symlink' => false, 'reference' => 'none']],
                           ['packagist.org' => false]],
        'require' => $require,
        'autoload' => ['classmap' => ['database/seeds', 'database/factories'], 'psr-4' => ['DreamFactory\\' => 'app/']],
        'scripts' => ['post-autoload-dump' => ['Illuminate\\Foundation\\ComposerScripts::postAutoloadDump',
                                               '@php artisan package:discover --ansi']],
        'config' => ['preferred-install' => 'dist', 'sort-packages' => true, 'optimize-autoloader' => true,
                     'allow-plugins' => $plugins],
    ];
    return json_encode($json, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n";
}

function versionsUpTo($package, $version)
{
    $found = array_filter(array_map('basename', glob("$package/*", GLOB_ONLYDIR)), function ($name) use ($version) {
        return $name !== 'all' && version_compare($name, $version, '<=');
    });
    usort($found, 'version_compare');
    return $found;
}

/** Copies a folder, filling in {{names}}. */
function copyTree($from, $to, array $values)
{
    is_dir($to) || mkdir($to, 0777, true);
    foreach (scandir($from) as $name) {
        if ($name === '.' || $name === '..') {
            continue;
        }
        $target = $to . '/' . preg_replace('/^dot\./', '.', $name);
        if (is_dir("$from/$name")) {
            copyTree("$from/$name", $target, $values);
            continue;
        }
        $text = file_get_contents("$from/$name");
        foreach ($values as $key => $value) {
            $text = str_replace('{{' . $key . '}}', $value, $text);
        }
        put($target, $text);
    }
}

function put($file, $text)
{
    is_dir(dirname($file)) || mkdir(dirname($file), 0777, true);
    if (file_put_contents($file, $text) === false) {
        fwrite(STDERR, "Can't write $file\n");
        exit(1);
    }
}
