<?php

use Illuminate\Database\Seeder;

/** Puts the three apps of the interface back to what they were delivered as, their well-known API keys included. */
class AppSeeder extends Seeder
{
    const APPS = [
        'admin' => ['6498a8ad1beb9d84d63035c5d1120c007fad6de706734db9689f8996707e0f7d',
                    'An application for administering this instance.', 'dreamfactory/dist/index.html'],
        'api_docs' => ['36fda24fe5588fa4285ac6c6c2fdfbdb6b6bc9834699774c9bf777f706d05a88',
                       'An OpenAPI-based application allowing documentation viewing and testing of the API.',
                       'df-api-docs-ui/dist/index.html'],
        'file_manager' => ['b5cb82af7b5d4130f36149f90aa2746782e59a872ac70454ac188743cb55b0ba',
                           'An application for managing file services.', 'filemanager/index.html'],
    ];

    public function run()
    {
        $done = ['created' => [], 'updated' => []];
        foreach (self::APPS as $name => $app) {
            $record = ['api_key' => $app[0], 'description' => $app[1], 'is_active' => 1, 'type' => 3, 'path' => $app[2],
                       'last_modified_date' => gmdate('Y-m-d H:i:s')];
            if ($this->db->row('app', ['name' => $name])) {
                $this->db->update('app', $record, ['name' => $name]);
                $done['updated'][] = $name;
            } else {
                $this->db->insert('app', ['name' => $name, 'created_date' => gmdate('Y-m-d H:i:s')] + $record);
                $done['created'][] = $name;
            }
        }
        foreach (array_filter($done) as $what => $names) {
            $this->output->line("App resources $what: " . implode(', ', $names));
        }
    }
}
