-- The system database of a real DreamFactory 6.3.0 (MariaDB), trimmed. All secrets in it are throw-away ones.
SET NAMES utf8mb4; SET FOREIGN_KEY_CHECKS=0;
CREATE TABLE `user` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(255) NOT NULL,
  `username` varchar(255) DEFAULT NULL,
  `first_name` varchar(255) DEFAULT NULL,
  `last_name` varchar(255) DEFAULT NULL,
  `last_login_date` datetime DEFAULT NULL,
  `email` varchar(255) NOT NULL,
  `password` text DEFAULT NULL,
  `is_sys_admin` tinyint(1) NOT NULL DEFAULT 0,
  `is_active` tinyint(1) NOT NULL DEFAULT 1,
  `phone` varchar(32) DEFAULT NULL,
  `security_question` varchar(255) DEFAULT NULL,
  `security_answer` text DEFAULT NULL,
  `confirm_code` varchar(255) DEFAULT NULL,
  `default_app_id` int(10) unsigned DEFAULT NULL,
  `remember_token` varchar(100) DEFAULT NULL,
  `created_date` timestamp NULL DEFAULT NULL,
  `last_modified_date` timestamp NOT NULL DEFAULT current_timestamp(),
  `created_by_id` int(10) unsigned DEFAULT NULL,
  `last_modified_by_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `user_email_unique` (`email`),
  KEY `user_created_by_id_foreign` (`created_by_id`),
  KEY `user_last_modified_by_id_foreign` (`last_modified_by_id`)
) ENGINE=InnoDB AUTO_INCREMENT=6 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `user` VALUES
(1,'Ops Admin','admin@example.test','Ops','Admin','2026-11-22 05:22:48','admin@example.test','$2y$10$6Gt4EKMEe6OBhExghtSBleyl2kNvBJ1j/4Cm8NYHobyTc4UOS81FC',1,1,'5551234',NULL,NULL,'y',NULL,NULL,'2026-11-22 05:17:20','2026-11-22 05:22:48',NULL,NULL),
(2,'Anna Alt','anna@example.test','Anna','Alt','2026-11-22 05:22:45','anna@example.test','$2y$10$L.u7X1VDmpMKpC4mHayefenSt946kcrlam1WhBoQUgvdxsQhVH5aW',0,1,NULL,NULL,NULL,'y',NULL,NULL,'2026-11-22 05:21:57','2026-11-22 05:22:45',1,NULL),
(3,'Bob Neu','bob@example.test','Bob','Neu',NULL,'bob@example.test','$2y$10$PorWxNxZvNNCKevPGG72ceIOaUVcQOb5GRH76cXSZ74ZcR2k/SUpK',0,1,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-22 05:21:58','2026-11-22 05:21:58',1,NULL),
(4,'Gone User','gone@example.test','Gone','User','2026-11-22 05:22:45','gone@example.test','$2y$10$hKzTuRL/BzQSHjz0BiWpO.avAt5JkwnEK4cR.iBJYwlaIJs72PcC.',0,1,NULL,NULL,NULL,'y',NULL,NULL,'2026-11-22 05:21:58','2026-11-22 05:22:45',1,NULL),
(5,'Second Admin','admin2@example.test','Second','Admin',NULL,'admin2@example.test','$2y$10$fg3W8XvKPI3F9vTz01i0tushUu8hgctygjSDG0YSAoFAPTTX.0Pjq',1,1,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-22 05:21:58','2026-11-22 05:21:58',1,NULL);
CREATE TABLE `role` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL,
  `description` varchar(255) DEFAULT NULL,
  `is_active` tinyint(1) NOT NULL DEFAULT 0,
  `created_date` timestamp NULL DEFAULT NULL,
  `last_modified_date` timestamp NOT NULL DEFAULT current_timestamp(),
  `created_by_id` int(10) unsigned DEFAULT NULL,
  `last_modified_by_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `role_name_unique` (`name`),
  KEY `role_created_by_id_foreign` (`created_by_id`),
  KEY `role_last_modified_by_id_foreign` (`last_modified_by_id`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `role` VALUES
(1,'ReadOnly','GET on shop',1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL),
(2,'Editor','all on shop and docs',1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL);
CREATE TABLE `role_service_access` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `role_id` int(10) unsigned NOT NULL,
  `service_id` int(10) unsigned DEFAULT NULL,
  `component` varchar(255) DEFAULT NULL,
  `verb_mask` int(10) unsigned NOT NULL DEFAULT 0,
  `requestor_mask` int(10) unsigned NOT NULL DEFAULT 0,
  `filters` text DEFAULT NULL,
  `filter_op` varchar(32) NOT NULL DEFAULT 'and',
  `created_date` timestamp NULL DEFAULT NULL,
  `last_modified_date` timestamp NOT NULL DEFAULT current_timestamp(),
  `created_by_id` int(10) unsigned DEFAULT NULL,
  `last_modified_by_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `role_service_access_role_id_foreign` (`role_id`),
  KEY `role_service_access_service_id_foreign` (`service_id`),
  KEY `role_service_access_created_by_id_foreign` (`created_by_id`),
  KEY `role_service_access_last_modified_by_id_foreign` (`last_modified_by_id`)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `role_service_access` VALUES
(1,1,8,'_table/*',1,1,'[]','AND','2026-11-22 05:21:57','2026-11-22 05:21:57',NULL,NULL),
(2,2,8,'*',31,3,'[{\"name\":\"id\",\"operator\":\"<\",\"value\":\"1000\"}]','AND','2026-11-22 05:21:57','2026-11-22 05:21:57',NULL,NULL),
(3,2,9,'*',31,1,'[]','AND','2026-11-22 05:21:57','2026-11-22 05:21:57',NULL,NULL);
CREATE TABLE `app` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL,
  `api_key` varchar(255) DEFAULT NULL,
  `description` varchar(255) DEFAULT NULL,
  `is_active` tinyint(1) NOT NULL DEFAULT 0,
  `type` int(10) unsigned NOT NULL DEFAULT 0,
  `path` text DEFAULT NULL,
  `url` text DEFAULT NULL,
  `storage_service_id` int(10) unsigned DEFAULT NULL,
  `storage_container` varchar(255) DEFAULT NULL,
  `requires_fullscreen` tinyint(1) NOT NULL DEFAULT 0,
  `allow_fullscreen_toggle` tinyint(1) NOT NULL DEFAULT 1,
  `toggle_location` varchar(64) NOT NULL DEFAULT 'top',
  `role_id` int(10) unsigned DEFAULT NULL,
  `created_date` timestamp NULL DEFAULT NULL,
  `last_modified_date` timestamp NOT NULL DEFAULT current_timestamp(),
  `created_by_id` int(10) unsigned DEFAULT NULL,
  `last_modified_by_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `app_name_unique` (`name`),
  KEY `app_storage_service_id_foreign` (`storage_service_id`),
  KEY `app_role_id_foreign` (`role_id`),
  KEY `app_created_by_id_foreign` (`created_by_id`),
  KEY `app_last_modified_by_id_foreign` (`last_modified_by_id`)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `app` VALUES
(1,'admin','6498a8ad1beb9d84d63035c5d1120c007fad6de706734db9689f8996707e0f7d','An application for administering this instance.',1,3,'dreamfactory/dist/index.html',NULL,NULL,NULL,0,1,'top',NULL,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL),
(2,'api_docs','36fda24fe5588fa4285ac6c6c2fdfbdb6b6bc9834699774c9bf777f706d05a88','An OpenAPI-based application allowing documentation viewing and testing of the API.',1,3,'df-api-docs-ui/dist/index.html',NULL,NULL,NULL,0,1,'top',NULL,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL),
(3,'file_manager','b5cb82af7b5d4130f36149f90aa2746782e59a872ac70454ac188743cb55b0ba','An application for managing file services.',1,3,'filemanager/index.html',NULL,NULL,NULL,0,1,'top',NULL,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL),
(4,'mobile','0b3781192165326d555176ee124ccae844ece2a46f8e76285403066f38a2fc88','phone app',1,0,NULL,NULL,NULL,NULL,0,1,'top',1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL),
(5,'web','7f4b4adb0853ab3d51d0f9bf640e456e97f2df87ba927b912c30c6d25c30b601','portal',1,0,NULL,NULL,NULL,NULL,0,1,'top',2,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL),
(6,'legacy','87199f31296075f66791696d5290eb943d935baa6aaa0a6ee7b8e372c771ac2a',NULL,0,2,NULL,'https://legacy.example.test/',NULL,NULL,0,1,'top',NULL,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL);
CREATE TABLE `service` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(40) NOT NULL,
  `label` varchar(80) NOT NULL,
  `description` varchar(255) DEFAULT NULL,
  `is_active` tinyint(1) NOT NULL DEFAULT 0,
  `type` varchar(40) NOT NULL,
  `mutable` tinyint(1) NOT NULL DEFAULT 1,
  `deletable` tinyint(1) NOT NULL DEFAULT 1,
  `created_date` timestamp NULL DEFAULT NULL,
  `last_modified_date` timestamp NOT NULL DEFAULT current_timestamp(),
  `created_by_id` int(10) unsigned DEFAULT NULL,
  `last_modified_by_id` int(10) unsigned DEFAULT NULL,
  `config` text DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `service_name_unique` (`name`),
  KEY `service_created_by_id_foreign` (`created_by_id`),
  KEY `service_last_modified_by_id_foreign` (`last_modified_by_id`)
) ENGINE=InnoDB AUTO_INCREMENT=14 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `service` VALUES
(1,'system','System Management','Service for managing system resources.',1,'system',0,0,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL,'[]'),
(2,'api_docs','Live API Docs','API documenting and testing service.',1,'swagger',0,0,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL,NULL),
(3,'files','Local File Storage','Service for accessing local file storage.',1,'local_file',1,1,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL,'[]'),
(4,'logs','Local Log Storage','Service for accessing local log storage.',1,'local_file',1,1,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL,'[]'),
(5,'db','Local SQL Database','Service for accessing local SQLite database.',1,'sqlite',1,1,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL,'[]'),
(6,'email','Local Email Service','Email service used for sending user invites and/or password reset confirmation.',1,'local_email',1,1,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL,NULL),
(7,'user','User Management','Service for managing system users.',1,'user',1,0,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL,'[]'),
(8,'shop','Shop DB','customer orders',1,'sqlite',1,1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL,'[]'),
(9,'docs','Documents',NULL,1,'local_file',1,1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL,'[]'),
(10,'erp','ERP REST',NULL,1,'rws',1,1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL,'[]'),
(11,'mailer','SMTP',NULL,1,'smtp_email',1,1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL,'[]'),
(12,'warehouse','PG warehouse',NULL,0,'pgsql',1,1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL,'[]'),
(13,'kv','Local cache',NULL,1,'cache_local',1,1,'2026-11-22 05:21:57','2026-11-22 05:21:57',1,NULL,'[]');
CREATE TABLE `lookup` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `app_id` int(10) unsigned DEFAULT NULL,
  `role_id` int(10) unsigned DEFAULT NULL,
  `user_id` int(10) unsigned DEFAULT NULL,
  `name` varchar(255) NOT NULL,
  `value` text DEFAULT NULL,
  `private` tinyint(1) NOT NULL DEFAULT 0,
  `description` text DEFAULT NULL,
  `created_date` timestamp NULL DEFAULT NULL,
  `last_modified_date` timestamp NOT NULL DEFAULT current_timestamp(),
  `created_by_id` int(10) unsigned DEFAULT NULL,
  `last_modified_by_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `lookup_app_id_foreign` (`app_id`),
  KEY `lookup_role_id_foreign` (`role_id`),
  KEY `lookup_user_id_foreign` (`user_id`),
  KEY `lookup_created_by_id_foreign` (`created_by_id`),
  KEY `lookup_last_modified_by_id_foreign` (`last_modified_by_id`)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `lookup` VALUES
(1,NULL,1,NULL,'region','eyJpdiI6IjhmRFFMbDhFS3VUeUZZaUxhQWtyY3c9PSIsInZhbHVlIjoiZXpJNWNDUFVFNXJXOGVPL2xxQWJzZz09IiwibWFjIjoiMmNkMjY4NDUyNWM2NWUyOGYzZTljZjQwZWExMTk2ZGQ4ZTQxZjA0MTUzNjRkNjdhYjA3N2NjYzZmMzQ2YzNlMiIsInRhZyI6IiJ9',0,NULL,'2026-11-22 05:21:57','2026-11-22 05:21:57',NULL,NULL),
(2,NULL,NULL,NULL,'tenant','eyJpdiI6InJJUDVoMUR6YlRaem9xY1kyeXlpRkE9PSIsInZhbHVlIjoiblJuRm5xSkRwT3BQdUFHcnJ0OXRKQT09IiwibWFjIjoiOGVkYTMyYjdhZGM5YTJkYjcxMTlhYzMyYzMxYmM0NjkwMWJkNmE4NTVkZWEzNTNjNDI1YzE2OGQ5OTYyMDM2NCIsInRhZyI6IiJ9',0,NULL,'2026-11-22 05:21:58','2026-11-22 05:21:58',1,NULL),
(3,NULL,NULL,NULL,'api_secret','eyJpdiI6Ind2a2tXeGg0YTJEWmw0TDgzUGhJVXc9PSIsInZhbHVlIjoiZ0ZXb0tpSUt3dkRsYWVCMmpYZyswRDJ4bTVEVFVNM0s5ZmVRSGpHUGt1ND0iLCJtYWMiOiIwNzkxMTFjMTliMjE1MTZmYjhjODA5MTI0YTNjMWI5MjQ0Mzk3MGIxNmNhMTk4OTMyZmY2OTAxZWQzYTIwYWNiIiwidGFnIjoiIn0=',1,NULL,'2026-11-22 05:21:58','2026-11-22 05:21:58',1,NULL);
CREATE TABLE `sql_db_config` (
  `service_id` int(10) unsigned NOT NULL,
  `connection` text DEFAULT NULL,
  `options` text DEFAULT NULL,
  `attributes` text DEFAULT NULL,
  `statements` text DEFAULT NULL,
  PRIMARY KEY (`service_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `sql_db_config` VALUES
(5,'{\"database\":\"db.sqlite\"}',NULL,NULL,NULL),
(8,'{\"database\":\"\\/opt\\/customer\\/shop.sqlite\"}',NULL,NULL,NULL),
(12,'{\"host\":\"127.0.0.1\",\"port\":5432,\"database\":\"wh\",\"username\":\"eyJpdiI6ImwxZmxwRWNlWkR2bjRYQ1A1SE1vSlE9PSIsInZhbHVlIjoiMHBpZWhtSXkxbzRYekh5d2JEc0xDdz09IiwibWFjIjoiODcwYjQ3NmFhOTNiNzlhNzE3ZjIwYWZhODlhMTVmYTEyYzEwNDI2OWU4OTZlMWU0MGY1NDdjOWIwOGM2YWJhZiIsInRhZyI6IiJ9\",\"password\":\"eyJpdiI6IjM2ZStwbi9zOURKSTFOSVZiRzlvZUE9PSIsInZhbHVlIjoiVk1wUmxHUy94biszR3FzQVkrYVZHUT09IiwibWFjIjoiYTk2ZDViNzI0MmE0MDRiZjk1NTIwMzc0ZTUxNDZjYjc5MjdiNWEzNTcyNTU3MDkwODU4NzRmZmFlNmI5NDJlOSIsInRhZyI6IiJ9\"}',NULL,NULL,NULL);
CREATE TABLE `smtp_config` (
  `service_id` int(10) unsigned NOT NULL,
  `host` varchar(255) NOT NULL,
  `port` varchar(255) NOT NULL DEFAULT '587',
  `encryption` varchar(255) DEFAULT NULL,
  `username` text DEFAULT NULL,
  `password` text DEFAULT NULL,
  PRIMARY KEY (`service_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `smtp_config` VALUES
(11,'127.0.0.1','2525','','eyJpdiI6Im5rT25zSjJsSlFyc1hBSzVWQlVDTVE9PSIsInZhbHVlIjoiSTRRYkR3WFlDUGlFN01yN3Y3bVYwQT09IiwibWFjIjoiYjQ5NjE5YTY2MmNkYTQ2NDFiOTk5ZTc1MTU1NDhlM2RhOWJkMmFlODBmZWEyNzFjNWU5M2JkMjNhOWVlNjE3OCIsInRhZyI6IiJ9','eyJpdiI6ImNrQUc4UHcrTUhUUVRaNHVldTZXK2c9PSIsInZhbHVlIjoiN0t2TUZpRjlpajRrOGpQT0NSMFFGMVpTSnBnTFZRWUhFWFhnS0xaVzVTYz0iLCJtYWMiOiI4ZGIzNmRmMWFmNDY5NDg4OTIzZmFiNTg2OGIwYTc3MzJhZjZlYTU1Y2I1M2MyNzI5ZDdiMzExMDkzMjFmOTYxIiwidGFnIjoiIn0=');
CREATE TABLE `cors_config` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `path` varchar(255) NOT NULL,
  `description` varchar(255) DEFAULT NULL,
  `origin` varchar(255) DEFAULT NULL,
  `header` text DEFAULT NULL,
  `exposed_header` text DEFAULT NULL,
  `method` int(10) unsigned NOT NULL DEFAULT 0,
  `max_age` int(10) unsigned NOT NULL DEFAULT 0,
  `supports_credentials` tinyint(1) NOT NULL DEFAULT 0,
  `enabled` tinyint(1) NOT NULL DEFAULT 1,
  `created_date` timestamp NULL DEFAULT NULL,
  `last_modified_date` timestamp NOT NULL DEFAULT current_timestamp(),
  `created_by_id` int(10) unsigned DEFAULT NULL,
  `last_modified_by_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `cors_config_path_unique` (`path`),
  KEY `cors_config_created_by_id_foreign` (`created_by_id`),
  KEY `cors_config_last_modified_by_id_foreign` (`last_modified_by_id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `cors_config` VALUES
(1,'api/v2/shop/*','shop','https://portal.example.test','*','',31,600,0,1,'2026-11-22 05:21:58','2026-11-22 05:21:58',1,NULL);
CREATE TABLE `email_template` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL,
  `description` varchar(255) DEFAULT NULL,
  `to` text DEFAULT NULL,
  `cc` text DEFAULT NULL,
  `bcc` text DEFAULT NULL,
  `subject` varchar(80) DEFAULT NULL,
  `attachment` text DEFAULT NULL,
  `body_text` text DEFAULT NULL,
  `body_html` text DEFAULT NULL,
  `from_name` varchar(80) DEFAULT NULL,
  `from_email` varchar(255) DEFAULT NULL,
  `reply_to_name` varchar(80) DEFAULT NULL,
  `reply_to_email` varchar(255) DEFAULT NULL,
  `defaults` text DEFAULT NULL,
  `created_date` timestamp NULL DEFAULT NULL,
  `last_modified_date` timestamp NOT NULL DEFAULT current_timestamp(),
  `created_by_id` int(10) unsigned DEFAULT NULL,
  `last_modified_by_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `email_template_name_unique` (`name`),
  KEY `email_template_created_by_id_foreign` (`created_by_id`),
  KEY `email_template_last_modified_by_id_foreign` (`last_modified_by_id`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `email_template` VALUES
(1,'User Invite Default','Email sent to invite new users to your DreamFactory instance.',NULL,NULL,NULL,'[DF] New User Invitation',NULL,NULL,'<div>trimmed</div>','DO NOT REPLY','no-reply@dreamfactory.com',NULL,NULL,NULL,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL),
(2,'User Registration Default','Email sent to new users to complete registration.',NULL,NULL,NULL,'[DF] Registration Confirmation',NULL,NULL,'<div>trimmed</div>','DO NOT REPLY','no-reply@dreamfactory.com',NULL,NULL,NULL,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL),
(3,'Password Reset Default','Email sent to users following a request to reset their password.',NULL,NULL,NULL,'[DF] Password Reset',NULL,NULL,'<div>trimmed</div>','DO NOT REPLY','no-reply@dreamfactory.com',NULL,NULL,NULL,'2026-11-22 05:17:20','2026-11-22 05:17:20',NULL,NULL),
(4,'Order shipped','mail','{to}',NULL,NULL,'Shipped',NULL,'ok','<b>ok</b>','DF','df@example.test',NULL,NULL,NULL,'2026-11-22 05:21:58','2026-11-22 05:21:58',1,NULL);
CREATE TABLE `migrations` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `migration` varchar(255) NOT NULL,
  `batch` int(11) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=45 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `migrations` VALUES
(1,'2015_01_27_190908_create_system_tables',1),
(2,'2015_01_27_190909_create_db_extras_tables',1),
(3,'2015_01_27_190909_create_email_tables',1),
(4,'2015_02_03_161456_create_sqldb_tables',1),
(5,'2015_03_20_205504_create_remote_web_service_tables',1),
(6,'2015_05_21_190727_create_user_config_table',1),
(7,'2015_07_10_161839_create_user_custom_table',1),
(8,'2015_08_25_202632_db_alias',1),
(9,'2015_11_06_155036_db_function',1),
(10,'2015_11_10_225902_db_foreign_key',1),
(11,'2016_01_21_213101_add_curl_options',1),
(12,'2016_03_15_235903_add_username_field_to_user_table',1),
(13,'2016_05_11_134231_remove_service_and_script_type',1),
(14,'2016_05_17_020359_db_config_add',1),
(15,'2016_08_02_153513_create_redis_config_table',1),
(16,'2016_08_02_193216_create_local_cache_config',1),
(17,'2016_08_04_140705_create_memcached_config_table',1),
(18,'2016_08_09_202900_create_jobs_table',1),
(19,'2016_08_10_145124_create_failed_jobs_table',1),
(20,'2016_09_07_154332_create_default_app_role_map_table',1),
(21,'2016_10_12_175601_upgrade_cors',1),
(22,'2016_10_15_001818_db_virtual_relationship',1),
(23,'2016_11_28_192010_drop_smtp_config_encryption_default',1),
(24,'2016_11_28_201938_smtp_auth_optional',1),
(25,'2016_12_13_155730_create_service_event_map_table',1),
(26,'2016_12_19_183200_db_virtual_field',1),
(27,'2017_02_02_153759_upgrade_service_types',1),
(28,'2017_03_17_180642_service_add_config',1),
(29,'2017_03_20_174743_create_apidoc_tables',1),
(30,'2017_03_20_174807_create_file_service_tables',1),
(31,'2017_03_24_134759_upgrade_jobs_tables',1),
(32,'2017_03_28_231948_add_replace_link_field',1),
(33,'2017_05_13_024529_system_config_update',1),
(34,'2017_06_20_044108_create_ftp_file_service_config_table',1),
(35,'2017_06_27_174219_create_sftp_file_service_config_table',1),
(36,'2017_07_05_155425_create_webdav_file_service_config_table',1),
(37,'2017_07_12_204532_merge_lookups',1),
(38,'2017_07_26_041854_system_config_cleanup',1),
(39,'2017_10_24_153311_add_attachment_support_to_email_template',1),
(40,'2017_11_20_142118_update_user_config_table_for_external_auth_support',1),
(41,'2018_01_23_154939_remote_implements_access_list',1),
(42,'2019_10_21_083908_add_region_endpoint_field',1),
(43,'2020_03_02_121555_create_instance_id_table',1),
(44,'2023_01_13_031401_remote_implement_forward_slash',1);
CREATE TABLE `user_to_app_to_role` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `user_id` int(10) unsigned NOT NULL,
  `app_id` int(10) unsigned NOT NULL,
  `role_id` int(10) unsigned NOT NULL,
  PRIMARY KEY (`id`),
  KEY `user_to_app_to_role_user_id_foreign` (`user_id`),
  KEY `user_to_app_to_role_app_id_foreign` (`app_id`),
  KEY `user_to_app_to_role_role_id_foreign` (`role_id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `user_to_app_to_role` VALUES
(1,2,5,2);
CREATE TABLE `rws_config` (
  `service_id` int(10) unsigned NOT NULL,
  `base_url` mediumtext NOT NULL,
  `replace_link` tinyint(1) NOT NULL DEFAULT 0,
  `implements_access_list` tinyint(1) NOT NULL DEFAULT 0,
  `preserve_forward_trailing_slash` tinyint(1) NOT NULL DEFAULT 0,
  `options` text DEFAULT NULL,
  PRIMARY KEY (`service_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `rws_config` VALUES
(10,'http://127.0.0.1:18630/api/v2',0,0,0,NULL);
CREATE TABLE `rws_headers_config` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `service_id` int(10) unsigned NOT NULL,
  `name` varchar(255) NOT NULL,
  `value` mediumtext DEFAULT NULL,
  `pass_from_client` tinyint(1) NOT NULL DEFAULT 0,
  `action` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  KEY `rws_headers_config_service_id_foreign` (`service_id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `rws_headers_config` VALUES
(1,10,'X-Erp-Key','erp-secret-123',0,31);
CREATE TABLE `rws_parameters_config` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `service_id` int(10) unsigned NOT NULL,
  `name` varchar(255) NOT NULL,
  `value` mediumtext DEFAULT NULL,
  `exclude` tinyint(1) NOT NULL DEFAULT 0,
  `outbound` tinyint(1) NOT NULL DEFAULT 0,
  `cache_key` tinyint(1) NOT NULL DEFAULT 0,
  `action` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  KEY `rws_parameters_config_service_id_foreign` (`service_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
CREATE TABLE `system_config` (
  `service_id` int(10) unsigned NOT NULL,
  `default_app_id` int(10) unsigned DEFAULT NULL,
  `invite_email_service_id` int(10) unsigned DEFAULT NULL,
  `invite_email_template_id` int(10) unsigned DEFAULT NULL,
  `password_email_service_id` int(10) unsigned DEFAULT NULL,
  `password_email_template_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`service_id`),
  KEY `system_config_default_app_id_foreign` (`default_app_id`),
  KEY `system_config_invite_email_service_id_foreign` (`invite_email_service_id`),
  KEY `system_config_invite_email_template_id_foreign` (`invite_email_template_id`),
  KEY `system_config_password_email_service_id_foreign` (`password_email_service_id`),
  KEY `system_config_password_email_template_id_foreign` (`password_email_template_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `system_config` VALUES
(1,NULL,6,1,6,3);
CREATE TABLE `service_cache_config` (
  `service_id` int(10) unsigned NOT NULL,
  `cache_enabled` tinyint(1) NOT NULL DEFAULT 0,
  `cache_ttl` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`service_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
INSERT INTO `service_cache_config` VALUES
(5,0,0),
(8,0,0),
(10,0,0),
(12,0,0);
CREATE TABLE `token_map` (
  `user_id` int(10) unsigned NOT NULL,
  `token` text NOT NULL,
  `iat` int(10) unsigned NOT NULL,
  `exp` int(10) unsigned NOT NULL,
  KEY `token_map_user_id_foreign` (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci;
