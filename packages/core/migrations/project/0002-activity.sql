-- The append-only log: audit, outbox of webhooks and functions, and usage. See packages/core/src/activity/README.md.
CREATE TABLE IF NOT EXISTS activity (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  createdAt DATETIME(3) NOT NULL,
  event VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  auditEvent VARCHAR(64) NULL,
  resource VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  actorKind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  userName VARCHAR(256) NOT NULL DEFAULT '',
  userEmail VARCHAR(320) NOT NULL DEFAULT '',
  ip VARCHAR(45) NOT NULL DEFAULT '',
  userAgent VARCHAR(512) NOT NULL DEFAULT '',
  payload LONGTEXT NULL,
  dispatchedAt DATETIME(3) NULL,
  KEY activity_pending (dispatchedAt, sequence),
  KEY activity_resource (resource, sequence),
  KEY activity_user (userId, sequence),
  KEY activity_created (createdAt)
);
