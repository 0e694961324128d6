<?php

use DreamFactory\Core\Services;
use DreamFactory\Core\TableResource;
use Illuminate\Database\Seeder;
use Illuminate\Foundation\Application;

/** Creates what is missing, also what somebody deleted on purpose; leaves services that exist alone. */
class DatabaseSeeder extends Seeder
{
    const SERVICES = [
        ['system', 'System Management', 'Service for managing system resources.', 'system', false, false, []],
        ['api_docs', 'Live API Docs', 'API documenting and testing service.', 'swagger', false, false, []],
        ['files', 'Local File Storage', 'Service for accessing local file storage.', 'local_file', true, true,
         ['container' => 'app']],
        ['logs', 'Local Log Storage', 'Service for accessing local log storage.', 'local_file', true, true,
         ['container' => 'logs']],
        ['db', 'Local SQL Database', 'Service for accessing local SQLite database.', 'sqlite', true, true,
         ['database' => 'db.sqlite']],
        ['email', 'Local Email Service', 'Email service used for sending user invites and/or password reset confirmation.',
         'local_email', true, true, []],
    ];

    public function run()
    {
        if (version_compare(Application::VERSION, '11.0.0', '>=')) {
            $this->migrateFirst();
        }
        $this->call(AppSeeder::class);
        $this->call(EmailTemplateSeeder::class);
        $this->create(self::SERVICES);
        $mail = $this->mail();
        $system = $this->db->row('service', ['name' => 'system']);
        $config = Services::config(app(), $system);
        if (!isset($config['invite_email_service_id'])) {
            Services::store(app(), 'system', (int)$system['id'],
                array_intersect_key($mail, array_flip(['invite_email_service_id', 'invite_email_template_id',
                    'password_email_service_id', 'password_email_template_id'])));
            $this->output->line('System service updated.');
        }
        $this->create([['user', 'User Management', 'Service for managing system users.', 'user', true, false,
                        ['allow_open_registration' => 0] + $mail]]);
    }

    /** From 7.0.1 on seeding migrates too, silently and unasked. */
    private function migrateFirst()
    {
        ob_start();
        app('Illuminate\Contracts\Console\Kernel')->call('migrate', ['force' => true], $this->output);
        ob_end_clean();
    }

    private function create(array $services)
    {
        $created = [];
        foreach ($services as $service) {
            if (!$this->db->row('service', ['name' => $service[0]])) {
                TableResource::insert(app(), 'service', ['name' => $service[0], 'label' => $service[1],
                    'description' => $service[2], 'is_active' => true, 'type' => $service[3], 'mutable' => $service[4],
                    'deletable' => $service[5], 'config' => $service[6]]);
                $created[] = $service[0];
            }
        }
        if ($created) {
            $this->output->line('Service resources created: ' . implode(', ', $created));
        }
    }

    private function mail()
    {
        $email = (int)$this->db->row('service', ['name' => 'email'])['id'];
        $template = function ($name) {
            return (int)$this->db->row('email_template', ['name' => $name])['id'];
        };
        return ['open_reg_email_service_id' => $email, 'open_reg_email_template_id' => $template('User Registration Default'),
                'invite_email_service_id' => $email, 'invite_email_template_id' => $template('User Invite Default'),
                'password_email_service_id' => $email, 'password_email_template_id' => $template('Password Reset Default')];
    }
}
