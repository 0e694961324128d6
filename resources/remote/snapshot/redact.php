<?php
// Text from a server that is kept in a snapshot as it is (answers, scripts, templates, lines of the log): without secrets.
// A secret becomes "hidden:…", equal for equal secrets, so that a changed one still shows.

// $loose: also what follows "password=" without quotes (logs, command lines); in a program that would be its code.
function df_redact($snapshot, $text, $loose = true)
{
    $hide = function ($m) use ($snapshot) {
        return $snapshot->mask($m[0]);
    };
    $after = function ($m) use ($snapshot) {
        return $m[1] . $snapshot->mask($m[2]) . (isset($m[3]) ? $m[3] : '');
    };
    $word = '(?:passw|pwd|passphrase|secret|token|api[_-]?key|app[_-]?key|access[_-]?key|private[_-]?key|credential)';
    $rules = array(
        // keys, log-in tokens and Laravel's encrypted values, password hashes, cloud keys, API keys
        '~-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)~s' => $hide,
        '~\beyJ[A-Za-z0-9_+/=-]{8,}(?:\.[A-Za-z0-9_-]+)*~' => $hide,
        '~\$(?:2[aby]|argon2id?|5|6|y)\$[A-Za-z0-9./$,=+-]{10,}~' => $hide,
        '~\bA[KS]IA[0-9A-Z]{16}\b~' => $hide,
        '~\bbase64:[A-Za-z0-9+/=]{20,}~' => $hide,
        '~\b[0-9a-f]{64,}\b~i' => $hide,
        '~(://)([^/@\s"\'<>]+)(@)~' => $after,
        '~([?&][\w.\[\]-]*(?:key|token|secret|passw|pwd|sig|auth|code)[\w.\[\]-]*=)([^&\s"\'<>\\\\]+)~i' => $after,
        '~(\b(?:Bearer|Basic)\s+)([A-Za-z0-9._+/=-]{8,})~' => $after,
        '~([\w.-]*' . $word . '[\w.-]*["\']?\]?\s*(?:=>|[:=])\s*")((?:[^"\\\\\r\n]|\\\\.)++)~i' => $after,
        '~([\w.-]*' . $word . '[\w.-]*["\']?\]?\s*(?:=>|[:=])\s*\')((?:[^\'\\\\\r\n]|\\\\.)++)~i' => $after,
        '~([\w.-]*' . $word . '[\w.-]*\\\\["\']\]?\s*(?:=>|[:=])\s*\\\\["\'])([^"\'\\\\\r\n]++)~i' => $after,
        '~(["\'][\w.-]*' . $word . '[\w.-]*["\']\s*,\s*["\'])([^"\'\\\\\r\n]++)~i' => $after,
        '~(<[\w:-]*' . $word . '[\w:-]*>)([^<>\r\n]++)~i' => $after,
        '~(\s(?:-u|--user)[ =]?["\']?[^\s:"\']+:)([^\s"\']++)~' => $after,
        // without quotes: what has a figure in it and nothing of a program's signs
        '~([\w.-]*' . $word . '[\w.-]*\s*[:=]\s*)((?=[A-Za-z_+/=-]*\d)[\w+/=-]{6,}+)(?![.(\[$])~i' => $after,
    );
    if ($loose) {
        $rules['~([\w.-]*' . $word . '[\w.-]*\s*[:=]\s*)([^\s"\'&,;<>]{3,})~i'] = $after;
        $rules['~(\s-p)([^\s-][^\s]{3,})~'] = $after;
    }
    $out = $snapshot->withoutSecrets($text);
    foreach ($rules as $rule => $by) {
        $next = preg_replace_callback($rule, $by, $out);
        if ($next === null) { // not UTF-8 is no matter here; a text that is too odd for the rule is not shown at all
            return $snapshot->mask($text);
        }
        $out = $next;
    }
    return $out;
}

// A JSON value with every secret in it hidden. Objects stay objects.
function df_redact_json($snapshot, $value, $depth = 0)
{
    if (is_string($value)) {
        return df_redact($snapshot, $value);
    }
    if (!is_array($value) && !is_object($value)) {
        return $value;
    }
    $out = array();
    foreach ($value as $key => $one) {
        $secret = is_object($value) && $one !== null && $one !== '' && !is_bool($one) && df_secret_name($key);
        $out[$key] = $secret ? $snapshot->mask(is_string($one) ? $one : json_encode($one))
            : ($depth < 60 ? df_redact_json($snapshot, $one, $depth + 1) : $snapshot->mask(json_encode($one)));
    }
    return is_object($value) ? (object) $out : $out;
}

function df_secret_name($key)
{
    return preg_match('/passw|passphrase|secret|token|api_?key|app_?key|license_?key|private_?key|access_?key|credential|authorization'
        . '|cookie|signature|(^|_)(pwd|salt|jwt|dsn|session_id|confirm_code|security_answer|client_id)($|_)|connection_?string/i',
        (string) $key) === 1;
}
