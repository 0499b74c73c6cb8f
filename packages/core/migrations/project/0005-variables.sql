-- Variables that functions and sites are given: of the whole project (resourceId ''), or of one function or site.
-- Values are encrypted.
CREATE TABLE IF NOT EXISTS variables (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  resourceType VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resourceId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  variableKey VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  value TEXT NOT NULL,
  secret BOOLEAN NOT NULL,
  UNIQUE KEY variables_id (id),
  UNIQUE KEY variables_key (resourceType, resourceId, variableKey)
);
