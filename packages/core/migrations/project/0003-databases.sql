-- What databases, tables, columns and indexes exist. The rows themselves lie in tables of their own, `t_<sequence>`
-- with columns `c_<sequence>`; see packages/core/src/databases/README.md.
CREATE TABLE IF NOT EXISTS schemaDatabases (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(128) NOT NULL,
  enabled BOOLEAN NOT NULL DEFAULT TRUE,
  type VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  search TEXT NOT NULL,
  UNIQUE KEY schemaDatabases_id (id),
  FULLTEXT KEY schemaDatabases_search (search)
);

-- Physical tables that no metadata owns: being made, or being dropped. Its numbers are those of all tables.
CREATE TABLE IF NOT EXISTS unclaimedTables (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  createdAt DATETIME(3) NOT NULL,
  dropped BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS schemaTables (
  sequence BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  databaseSequence BIGINT UNSIGNED NOT NULL,
  databaseId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(128) NOT NULL,
  permissions TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  enabled BOOLEAN NOT NULL DEFAULT TRUE,
  rowSecurity BOOLEAN NOT NULL DEFAULT FALSE,
  version INT UNSIGNED NOT NULL DEFAULT 1,
  search TEXT NOT NULL,
  UNIQUE KEY schemaTables_id (id, databaseId),
  KEY schemaTables_database (databaseSequence, sequence),
  FULLTEXT KEY schemaTables_search (search),
  CONSTRAINT schemaTables_inDatabase FOREIGN KEY (databaseSequence) REFERENCES schemaDatabases (sequence) ON DELETE CASCADE
);

-- Keys differ in more than case, so that they can be told apart everywhere. What clients may filter by has the
-- character set of their texts.
CREATE TABLE IF NOT EXISTS schemaColumns (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tableSequence BIGINT UNSIGNED NOT NULL,
  columnKey VARCHAR(36) NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  type VARCHAR(12) NOT NULL,
  format VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  size INT UNSIGNED NOT NULL DEFAULT 0,
  required BOOLEAN NOT NULL DEFAULT FALSE,
  isArray BOOLEAN NOT NULL DEFAULT FALSE,
  encrypt BOOLEAN NOT NULL DEFAULT FALSE,
  options LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  status VARCHAR(12) NOT NULL,
  error TEXT NOT NULL DEFAULT '',
  hidden BOOLEAN NOT NULL DEFAULT FALSE,
  relatedTableSequence BIGINT UNSIGNED NULL,
  partnerSequence BIGINT UNSIGNED NULL,
  UNIQUE KEY schemaColumns_key (tableSequence, columnKey),
  KEY schemaColumns_related (relatedTableSequence),
  KEY schemaColumns_status (status),
  CONSTRAINT schemaColumns_ofTable FOREIGN KEY (tableSequence) REFERENCES schemaTables (sequence) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS schemaIndexes (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tableSequence BIGINT UNSIGNED NOT NULL,
  indexKey VARCHAR(36) NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  type VARCHAR(8) NOT NULL,
  columns TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  lengths TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  orders TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(12) NOT NULL,
  error TEXT NOT NULL DEFAULT '',
  UNIQUE KEY schemaIndexes_key (tableSequence, indexKey),
  KEY schemaIndexes_status (status),
  CONSTRAINT schemaIndexes_ofTable FOREIGN KEY (tableSequence) REFERENCES schemaTables (sequence) ON DELETE CASCADE
);
