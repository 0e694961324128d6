<?php
// What the steps of a run print, bent at random, through the readers in resources/remote/run/state.php: progress is a number that
// JSON can hold, and the pieces of the log that are handed over are as long as is said.   php step_output.php RUNS
require dirname(__DIR__, 2) . '/resources/remote/run/state.php';

mt_srand(1);
$folder = sys_get_temp_dir() . '/df-fuzz-' . getmypid();
mkdir("$folder/log", 0700, true);
mkdir("$folder/state/steps/step", 0700, true);
register_shutdown_function(function () use ($folder) {
    foreach (['order', 'log/step.log', 'log/run.log', 'state/steps/step/progress'] as $name) {
        @unlink("$folder/$name");
    }
    foreach (['state/steps/step', 'state/steps', 'state', 'log', ''] as $name) {
        @rmdir("$folder/$name");
    }
});
$texts = array_map('file_get_contents', glob(dirname(__DIR__) . '/data/fuzz/step_output/*.txt'));
$words = ['Package operations: 9 installs, 85 updates, 5 removals', "\n  - Installing a/b (1.0)", '100% (', '%', ' (', "\e[31m", "\r", "\n", "\0",
    "\xff", str_repeat('9', 400), '0', '-1', '1e309', ' installs, 0 updates, 0 removals', str_repeat("x\n", 3000)];

function bent($text, array $words)
{
    for ($n = mt_rand(1, 6); $n > 0; $n--) {
        $at = mt_rand(0, strlen($text));
        $word = mt_rand(0, 3) ? $words[mt_rand(0, count($words) - 1)] : chr(mt_rand(0, 255));
        $text = mt_rand(0, 2) ? substr($text, 0, $at) . $word . substr($text, $at) : substr($text, 0, $at) . substr($text, $at + mt_rand(0, 40));
    }
    return $text;
}

function holds($holds, $what, $text)
{
    if (!$holds) {
        fwrite(STDERR, "does not hold: $what\n" . base64_encode($text) . "\n");
        exit(1);
    }
}

set_error_handler(function ($number, $what) {
    holds(false, $what, $GLOBALS['text']);
});
$runs = (int)(isset($argv[1]) ? $argv[1] : 2000);
for ($i = 0; $i < $runs; $i++) {
    $text = bent($texts[$i % count($texts)], $words);
    file_put_contents("$folder/log/step.log", $text);
    file_put_contents("$folder/log/run.log", $text);
    file_put_contents("$folder/state/steps/step/progress", $text);
    foreach (['composer', 'git', 'bytes', 'none'] as $kind) {
        file_put_contents("$folder/order", "prepare\tstage\tstep\t600\tx\t$kind\n");
        $progress = df_progress($folder, 'step');
        holds(json_encode($progress, JSON_INVALID_UTF8_SUBSTITUTE) !== false, 'progress can be written', $text);
        holds($progress[0] == -1 || $progress[0] >= 0 && $progress[0] <= 10, 'progress is a share', $text);
    }
    $from = mt_rand(0, strlen($text));
    ob_start();
    df_emit('LOG', "$folder/log/run.log", $from, ['secret']);
    $said = ob_get_clean();
    holds(preg_match('/^LOG (\d+) (\d+)\n/', $said, $m) === 1, 'a block has a head', $text);
    holds(strlen($said) === strlen($m[0]) + (int)$m[2] + 1, 'a block is as long as it says', $text);
    holds((int)$m[1] >= $from && (int)$m[1] <= strlen($text), 'a block ends in the log', $text);
}
