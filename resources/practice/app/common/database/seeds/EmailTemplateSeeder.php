<?php

use DreamFactory\Core\TableResource;
use Illuminate\Database\Seeder;

class EmailTemplateSeeder extends Seeder
{
    const TEMPLATES = [
        'User Invite Default' => ['Email sent to invite new users to your DreamFactory instance.', '[DF] New User Invitation'],
        'User Registration Default' => ['Email sent to new users to complete registration.', '[DF] Registration Confirmation'],
        'Password Reset Default' => ['Email sent to users following a password reset request.', '[DF] Password Reset'],
    ];

    public function run()
    {
        $created = [];
        foreach (self::TEMPLATES as $name => $template) {
            if (!$this->db->row('email_template', ['name' => $name])) {
                TableResource::insert(app(), 'email_template', ['name' => $name, 'description' => $template[0],
                    'subject' => $template[1], 'body_html' => "<p>Hi {first_name},</p>\n<p>{link}</p>\n<p>Code: {confirm_code}</p>",
                    'from_name' => 'DO NOT REPLY', 'from_email' => 'no-reply@example.com']);
                $created[] = $name;
            }
        }
        if ($created) {
            $this->output->line('Email Template resources created: ' . implode(', ', $created));
        }
    }
}
