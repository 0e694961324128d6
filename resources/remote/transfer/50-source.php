<?php
/** The system database as a stream of bytes, dumped by its own tools; who it is stands in the installation's .env, read here. */
final class Source
{
    private $want, $settings, $process = null, $out = null, $tail = '', $head = null;

    public function __construct(array $want)
    {
        $this->want = $want;
        putenv('DF_ROOT=' . $want['root']);
        $this->settings = df_db_settings($want['env'] !== '' ? $want['env'] : $want['root'] . '/.env');
    }

    public static function tables(array $want)
    {
        $source = new self($want);
        $text = '';
        foreach (df_db_tables_alike(df_db_open($source->settings), $source->settings, ['Wire', 'tick']) as $table => $r) {
            $text .= "$table\t$r[0]\t$r[1]\n";
        }
        return $text;
    }

    public function isFile()
    {
        return $this->settings['engine'] === 'sqlite';
    }

    public function name()
    {
        return $this->settings['name'];
    }

    public function copy()
    {
        if (!is_file($this->name())) {
            throw new Trouble('missing', $this->name());
        }
        $copy = Consistent::copy($this->name(), $this->name());
        Consistent::prove($copy, $this->name());
        return $copy;
    }

    public function start()
    {
        $engine = $this->settings['engine'];
        if ($engine !== 'mysql' && $engine !== 'pgsql') {
            throw new Trouble('engine', $engine);
        }
        $s = $this->settings;
        $secrets = Temp::file('database.conf');
        if (file_put_contents($secrets, $engine === 'pgsql' ? df_pgpass($s) : df_client_options($s)) === false) {
            throw new Trouble('no-room', dirname($secrets), Consistent::lastWords());
        }
        $words = $engine === 'pgsql' ? ['dump_pgsql', $this->tool(['pg_dump']), $secrets, $s['host'], $s['port'], $s['user'], $s['name']]
            : ['dump_mysql', $this->tool(['mariadb-dump', 'mysqldump']), $secrets, $s['name']];
        // exec: what is ended is the shell that waits for the tool, and the tool's pipe with it
        $command = 'exec /bin/sh -c ' . implode(' ', array_map([__CLASS__, 'quote'], array_merge([DF_DUMP_SH . "\n\"\$@\"", 'sh'], $words)));
        $this->process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', Temp::file('words'), 'w']], $pipes, '/',
            ['HOME' => '/nonexistent', 'LC_ALL' => 'C', 'PATH' => getenv('PATH')]);
        if (!is_resource($this->process)) {
            throw new Trouble('dump', $words[1], Consistent::lastWords());
        }
        $this->out = $pipes[1];
        stream_set_read_buffer($this->out, 0);
        stream_set_blocking($this->out, false); // so that silence can be filled with signs of life
        $this->tail = '';
        $this->head = null;
    }

    /** escapeshellarg() drops what its locale doesn't know. */
    public static function quote($word)
    {
        return "'" . str_replace("'", "'\\''", $word) . "'";
    }

    private function tool(array $names)
    {
        if ($this->want['dumpTool'] !== '' && is_executable($this->want['dumpTool'])) {
            return $this->want['dumpTool'];
        }
        foreach ($names as $name) {
            foreach (explode(':', (string)getenv('PATH')) as $folder) {
                if ($folder !== '' && is_executable("$folder/$name")) {
                    return "$folder/$name";
                }
            }
        }
        throw new Trouble('no-tool', $names[0]);
    }

    /** A block; less at the end. */
    public function read()
    {
        $piece = '';
        while (strlen($piece) < Wire::BLOCK) {
            $more = fread($this->out, Wire::BLOCK - strlen($piece));
            if ($more !== '' && $more !== false) {
                $piece .= $more;
            } elseif (feof($this->out)) {
                break;
            } else {
                $ready = [$this->out];
                $none = null;
                @stream_select($ready, $none, $none, 0, 500000);
                Wire::tick();
            }
        }
        if ($this->head === null) {
            $this->head = substr($piece, 0, 16);
        }
        $this->tail = substr($this->tail . substr($piece, -512), -512);
        return $piece;
    }

    /** Was it the whole? The tool's word, and the mark that it sets at the end. */
    public function finish()
    {
        $code = $this->stop();
        $words = str_replace((string)$this->settings['password'] === '' ? "\0" : $this->settings['password'], '***',
            (string)@file_get_contents(Temp::file('words'), false, null, 0, 8000));
        if ($code !== 0) {
            throw new Trouble('dump', $this->name(), trim($words) === '' ? "exit code $code" : $words);
        }
        $whole = $this->settings['engine'] === 'mysql' ? strpos($this->tail, "-- Dump completed") !== false : strncmp($this->head, 'PGDMP', 5) === 0;
        if (!$whole) {
            throw new Trouble('dump', $this->name(), 'the dump has no end mark: it is not complete');
        }
    }

    public function stop()
    {
        fclose($this->out);
        $code = proc_close($this->process);
        $this->process = null;
        @unlink(Temp::file('database.conf'));
        return $code;
    }
}
