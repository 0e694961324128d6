<?php
/**
 * What there is on the old server now, to be held against what was copied: its tables with their sums, and which of the files and
 * folders were touched since. A file's ctime can't be set back by those who write it, so that nothing but the moment has to be kept.
 * Reads only. Runs as "Since::main()", with the same wish as a sender, and "since", "nonce".
 */
final class Since
{
    const MOST = 500; // paths that are named; all are counted

    private $want, $files = [], $folders = [], $fileCount = 0, $folderCount = 0, $gone = [], $unseen = [];

    private function __construct(array $want)
    {
        $this->want = $want;
    }

    public static function main()
    {
        error_reporting(0);
        $frame = Wire::get();
        $want = $frame && $frame[0] === 'q' ? json_decode($frame[1], true) : null;
        if (!is_array($want)) {
            exit(3);
        }
        $answer = json_encode((new self($want))->answer(), JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES);
        echo "<<df {$want['nonce']} begin>>\n$answer\n<<df {$want['nonce']} end>>\n";
    }

    private function answer()
    {
        $out = ['now' => time()]; // before anything is read
        try {
            $out['tables'] = [];
            foreach (explode("\n", trim(Source::tables($this->want))) as $line) {
                $words = explode("\t", $line);
                if (count($words) === 3) {
                    $out['tables'][] = ['name' => $words[0], 'rows' => (int)$words[1], 'sum' => $words[2]];
                }
            }
        } catch (Exception $e) {
            unset($out['tables']);
            $out['why'] = $e instanceof Trouble ? "$e->reason $e->text" : get_class($e); // PDO's words may hold a password
        }
        foreach ($this->want['paths'] as $path) {
            $this->look($path);
        }
        return $out + ['files' => $this->files, 'fileCount' => $this->fileCount, 'folders' => $this->folders,
            'folderCount' => $this->folderCount, 'gone' => $this->gone, 'unseen' => $this->unseen];
    }

    private function look($path)
    {
        $walk = new Walk($this->want['root'], [$path], $this->want['leaveOut']);
        try {
            $walk->each(function ($entry) {
                $this->take($entry);
            });
        } catch (Trouble $e) {
            if ($e->reason === 'missing') {
                $this->gone[] = $path;
            } else {
                $this->unseen[] = $path;
            }
        }
    }

    private function take($entry)
    {
        if ((int)$entry->ctime < (int)$this->want['since']) {
            return;
        }
        $name = ($entry->space === 'a' ? '/' : '') . $entry->path;
        if ($entry->type === 'd') {
            $this->folderCount++;
            if (count($this->folders) < self::MOST) {
                $this->folders[] = $name;
            }
        } else {
            $this->fileCount++;
            if (count($this->files) < self::MOST) {
                $this->files[] = $name;
            }
        }
    }
}
