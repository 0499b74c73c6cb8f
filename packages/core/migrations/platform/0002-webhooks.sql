-- Who of a project hears its events over HTTP. Signature keys and passwords are encrypted.
CREATE TABLE IF NOT EXISTS webhooks (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  projectId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(128) NOT NULL,
  url VARCHAR(2048) NOT NULL,
  events TEXT NOT NULL DEFAULT '[]',
  security BOOLEAN NOT NULL DEFAULT TRUE,
  httpUser VARCHAR(256) NOT NULL DEFAULT '',
  httpPass TEXT NOT NULL DEFAULT '',
  signatureKey TEXT NOT NULL,
  enabled BOOLEAN NOT NULL DEFAULT TRUE,
  logs TEXT NOT NULL DEFAULT '',
  attempts INT UNSIGNED NOT NULL DEFAULT 0,
  UNIQUE KEY webhooks_id (id),
  KEY webhooks_project (projectId, sequence)
);
