-- Projects and what belongs to them but not to their own schema. `version` moves with every change of a project,
-- its keys aside, so that a cached copy can be checked with one read.
CREATE TABLE IF NOT EXISTS projects (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  version BIGINT UNSIGNED NOT NULL DEFAULT 1,
  schemaName VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schemaVersion INT UNSIGNED NOT NULL,
  teamId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(128) NOT NULL,
  region VARCHAR(36) NOT NULL DEFAULT 'default',
  details TEXT NOT NULL DEFAULT '{}',
  settings MEDIUMTEXT NOT NULL DEFAULT '{}',
  pingCount BIGINT UNSIGNED NOT NULL DEFAULT 0,
  pingedAt DATETIME(3) NULL,
  accessedAt DATETIME(3) NULL,
  search TEXT NOT NULL DEFAULT '',
  UNIQUE KEY projects_id (id),
  UNIQUE KEY projects_schema (schemaName),
  KEY projects_team (teamId, sequence),
  FULLTEXT KEY projects_search (search)
);

CREATE TABLE IF NOT EXISTS apiKeys (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  projectId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(128) NOT NULL,
  scopes TEXT NOT NULL DEFAULT '[]',
  secretHash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  secret TEXT NOT NULL,
  expiresAt DATETIME(3) NULL,
  accessedAt DATETIME(3) NULL,
  sdks TEXT NOT NULL DEFAULT '[]',
  UNIQUE KEY apiKeys_id (id),
  UNIQUE KEY apiKeys_secret (secretHash),
  KEY apiKeys_project (projectId, sequence)
);

CREATE TABLE IF NOT EXISTS devKeys (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  projectId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(128) NOT NULL,
  secretHash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  secret TEXT NOT NULL,
  expiresAt DATETIME(3) NOT NULL,
  accessedAt DATETIME(3) NULL,
  sdks TEXT NOT NULL DEFAULT '[]',
  UNIQUE KEY devKeys_id (id),
  UNIQUE KEY devKeys_secret (secretHash),
  KEY devKeys_project (projectId, sequence)
);

CREATE TABLE IF NOT EXISTS platforms (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  projectId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(128) NOT NULL,
  type VARCHAR(32) NOT NULL,
  `key` VARCHAR(256) NOT NULL DEFAULT '',
  store VARCHAR(256) NOT NULL DEFAULT '',
  hostname VARCHAR(256) NOT NULL DEFAULT '',
  UNIQUE KEY platforms_id (id),
  KEY platforms_project (projectId, sequence)
);

-- Schemas that belong to no project: announced before they are made, and given up when their project goes.
CREATE TABLE IF NOT EXISTS unclaimedSchemas (
  schemaName VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  createdAt DATETIME(3) NOT NULL,
  dropped BOOLEAN NOT NULL
);
