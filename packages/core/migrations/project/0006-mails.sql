-- Mails that are to be sent. Their content holds secrets of recipients and is encrypted; a mail that was sent is gone.
CREATE TABLE IF NOT EXISTS mails (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  content MEDIUMTEXT NOT NULL,
  failedAt DATETIME(3) NULL,
  UNIQUE KEY mails_id (id),
  KEY mails_open (failedAt, createdAt)
);

-- How the project words its mails itself.
CREATE TABLE IF NOT EXISTS mailTemplates (
  type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  locale VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(255) NOT NULL,
  message MEDIUMTEXT NOT NULL,
  senderName VARCHAR(255) NOT NULL,
  senderEmail VARCHAR(320) NOT NULL,
  replyTo VARCHAR(320) NOT NULL,
  PRIMARY KEY (type, locale)
);
