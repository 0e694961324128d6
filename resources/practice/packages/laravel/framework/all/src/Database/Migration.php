<?php

namespace Illuminate\Database;

abstract class Migration
{
    abstract public function up(Schema $schema, Connection $db);
}
