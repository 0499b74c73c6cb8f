-- What each webhook is to be sent, and how that went: the outbox and the log of webhooks. A pending row is sent when
-- it is due and nothing older about the same record waits for the same webhook. See packages/core/src/webhooks/README.md.
CREATE TABLE IF NOT EXISTS webhookDeliveries (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  webhookId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  activity BIGINT UNSIGNED NOT NULL,
  event VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  subjectHash BINARY(20) NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  payload LONGTEXT NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  status VARCHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'pending',
  attempts INT UNSIGNED NOT NULL DEFAULT 0,
  dueAt DATETIME(3) NOT NULL,
  finishedAt DATETIME(3) NULL,
  responseStatus INT UNSIGNED NOT NULL DEFAULT 0,
  response TEXT NOT NULL DEFAULT '',
  UNIQUE KEY webhookDeliveries_once (activity, webhookId),
  KEY webhookDeliveries_due (webhookId, status, dueAt),
  KEY webhookDeliveries_order (webhookId, status, subjectHash, sequence),
  KEY webhookDeliveries_pending (status, dueAt),
  KEY webhookDeliveries_finished (finishedAt)
);
