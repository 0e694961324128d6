<?php
// Writes what composer/semver says about every line of versions.txt against every line of constraints.txt:
//   php constraint-oracle.php > constraint-oracle.json
// Per constraint one letter per version: y matches, n doesn't, - the version isn't valid; "" = the constraint isn't.
// "order" is the valid versions that are no branches, ascending, equal ones sharing a row.
require '/usr/share/php/Composer/Semver/autoload.php';

use Composer\Semver\Constraint\Constraint;
use Composer\Semver\VersionParser;

function lines($name) {
    return explode("\n", rtrim(file_get_contents(__DIR__ . '/' . $name), "\n"));
}

$parser = new VersionParser();
$versions = array();
foreach (lines('versions.txt') as $v) {
    try {
        $versions[$v . ' '] = $parser->normalize($v);
    } catch (\Exception $e) {
        $versions[$v . ' '] = null;
    }
}
$constraints = array();
foreach (lines('constraints.txt') as $c) {
    try {
        $parsed = $parser->parseConstraints($c);
    } catch (\Exception $e) {
        $constraints[$c . ' '] = '';
        continue;
    }
    $row = '';
    foreach ($versions as $normal) {
        $row .= $normal === null ? '-' : ($parsed->matches(new Constraint('==', $normal)) ? 'y' : 'n');
    }
    $constraints[$c . ' '] = $row;
}
$sorted = array_filter($versions, function ($n) { return $n !== null && strpos($n, 'dev-') !== 0; });
uasort($sorted, 'version_compare');
$order = array();
$last = null;
foreach ($sorted as $v => $normal) {
    if ($last === null || version_compare($last, $normal) !== 0) {
        $order[] = array();
    }
    $order[count($order) - 1][] = trim($v);
    $last = $normal;
}
echo json_encode(array('normal' => $versions, 'constraints' => $constraints, 'order' => $order),
    JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), "\n";
