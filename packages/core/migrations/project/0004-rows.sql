-- Numbers for the roles that rows grant reading to, see packages/documents/README.md. Never changed, never reused.
CREATE TABLE IF NOT EXISTS roles (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  role VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  UNIQUE KEY roles_role (role)
);

-- Changes of rows that wait to be made together, and the log of what they are. See the databases' README.
CREATE TABLE IF NOT EXISTS rowTransactions (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'pending',
  operations INT UNSIGNED NOT NULL DEFAULT 0,
  expiresAt DATETIME(3) NOT NULL,
  UNIQUE KEY rowTransactions_id (id),
  KEY rowTransactions_user (userId, sequence),
  KEY rowTransactions_expiry (expiresAt)
);

CREATE TABLE IF NOT EXISTS rowOperations (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  transactionSequence BIGINT UNSIGNED NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  action VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  databaseId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tableId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rowId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  -- When the row had last been changed as the operation was staged; null when there was none.
  rowUpdatedAt DATETIME(3) NULL,
  data LONGTEXT NOT NULL,
  KEY rowOperations_transaction (transactionSequence, sequence),
  CONSTRAINT rowOperations_ofTransaction FOREIGN KEY (transactionSequence) REFERENCES rowTransactions (sequence) ON DELETE CASCADE
);
