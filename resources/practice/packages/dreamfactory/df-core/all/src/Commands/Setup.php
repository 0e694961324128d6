<?php

namespace DreamFactory\Core\Commands;

use DreamFactory\Core\TableResource;
use Illuminate\Console\Command;
use Illuminate\Foundation\Application;

/** First set-up. Exit code 0 whatever happens. A password that is too short is asked for again (here: five times). */
class Setup extends Command
{
    public function handle()
    {
        try {
            $this->setUp();
        } catch (\Exception $e) {
            $this->out->line($e->getMessage());
        }
        return 0;
    }

    private function setUp()
    {
        $db = $this->app->db();
        if ($db->hasTable('user') && $db->count('user', ['is_sys_admin' => true])) {
            throw new \RuntimeException('Your instance is already setup.');
        }
        $bar = str_repeat('*', 118);
        if ((string)$this->app->config->get('app.key') === '' && !$this->option('no-app-key')) {
            $this->call('key:generate', ['force' => true]);
        }
        $this->out->line("$bar\n* Welcome to DreamFactory Setup.\n$bar\nRunning Migrations...");
        $this->call('migrate', ['force' => true]);
        $this->out->line("Database migration was successful.\n$bar\n$bar\nRunning Seeder...");
        $this->call('db:seed', ['force' => true]);
        $this->out->line("All tables were seeded successfully.\n$bar\n$bar\nCreating the first admin user...");
        $this->createAdmin();
        $this->out->line("Successfully created first admin user.\n$bar");
        $this->out->line(str_repeat('*', 51) . ' Setup Successful! ' . str_repeat('*', 48));
    }

    private function createAdmin()
    {
        $first = $this->option('admin_first_name', 'FirstName');
        $last = $this->option('admin_last_name', 'LastName');
        TableResource::insert($this->app, 'admin', [
            'name' => "$first $last", 'first_name' => $first, 'last_name' => $last, 'is_active' => true,
            'email' => $this->option('admin_email') ?: $this->ask('Enter your e-mail address'),
            'phone' => $this->option('admin_phone') ?: $this->ask('Enter your phone number'),
            'password' => $this->password(), 'confirm_code' => 'y',
        ]);
    }

    private function password()
    {
        $shortest = version_compare(Application::VERSION, '11.0.0', '>=') ? 16 : 6;
        $password = $this->option('admin_password');
        for ($i = 0; $i < 5; ++$i) {
            if ($password !== null && strlen($password) >= $shortest) {
                return $password;
            }
            $this->out->line("Password must be at least $shortest characters long. Please try again.");
            $this->out->line("Note: Password must be at least $shortest characters long.");
            $password = $this->ask('Choose a password');
        }
        throw new \RuntimeException('Failed to create first admin user.');
    }
}
