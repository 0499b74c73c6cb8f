-- Text messages that are to be sent. Their content holds codes and is encrypted; a message that was sent is gone.
CREATE TABLE IF NOT EXISTS smsMessages (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  content TEXT NOT NULL,
  failedAt DATETIME(3) NULL,
  UNIQUE KEY smsMessages_id (id),
  KEY smsMessages_open (failedAt, createdAt)
);
