-- Buckets and files. The bytes lie on a device, under `objectKey`. See packages/core/src/storage/README.md.
CREATE TABLE IF NOT EXISTS buckets (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(128) NOT NULL,
  permissions TEXT NOT NULL,
  fileSecurity BOOLEAN NOT NULL,
  enabled BOOLEAN NOT NULL,
  maximumFileSize BIGINT UNSIGNED NOT NULL,
  allowedFileExtensions TEXT NOT NULL,
  compression VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  encryption BOOLEAN NOT NULL,
  antivirus BOOLEAN NOT NULL,
  transformations BOOLEAN NOT NULL,
  search TEXT NOT NULL,
  UNIQUE KEY buckets_id (id),
  FULLTEXT KEY buckets_search (search)
);

-- `objectKey` is null while chunks are missing; `sealedKey` is the file's own key, encrypted under the instance's.
CREATE TABLE IF NOT EXISTS files (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bucketSequence BIGINT UNSIGNED NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(2048) NOT NULL,
  permissions TEXT NOT NULL,
  signature VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  mimeType VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  sizeOriginal BIGINT UNSIGNED NOT NULL,
  chunkBytes BIGINT UNSIGNED NOT NULL,
  chunksTotal INT UNSIGNED NOT NULL,
  chunksUploaded INT UNSIGNED NOT NULL,
  objectKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  sealedKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  compression VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'none',
  packedBytes BIGINT UNSIGNED NOT NULL DEFAULT 0,
  search TEXT NOT NULL,
  UNIQUE KEY files_id (bucketSequence, id),
  KEY files_unfinished (objectKey, updatedAt),
  FULLTEXT KEY files_search (search),
  CONSTRAINT files_ofBucket FOREIGN KEY (bucketSequence) REFERENCES buckets (sequence) ON DELETE CASCADE
);

-- Roles that may read a file, for lists of buckets with file security.
CREATE TABLE IF NOT EXISTS fileReads (
  fileSequence BIGINT UNSIGNED NOT NULL,
  role VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (fileSequence, role),
  CONSTRAINT fileReads_ofFile FOREIGN KEY (fileSequence) REFERENCES files (sequence) ON DELETE CASCADE
);

-- Links that open one file to whoever has them.
CREATE TABLE IF NOT EXISTS fileTokens (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fileSequence BIGINT UNSIGNED NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  expiresAt DATETIME(3) NULL,
  accessedAt DATETIME(3) NULL,
  UNIQUE KEY fileTokens_id (id),
  CONSTRAINT fileTokens_ofFile FOREIGN KEY (fileSequence) REFERENCES files (sequence) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS fileChunks (
  fileSequence BIGINT UNSIGNED NOT NULL,
  startsAt BIGINT UNSIGNED NOT NULL,
  objectKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (fileSequence, startsAt),
  CONSTRAINT fileChunks_ofFile FOREIGN KEY (fileSequence) REFERENCES files (sequence) ON DELETE CASCADE
);

-- Objects that no row needs, or that no row has claimed yet: written down before the object is.
CREATE TABLE IF NOT EXISTS objectRemovals (
  objectKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  dueAt DATETIME(3) NOT NULL,
  begun BOOLEAN NOT NULL DEFAULT FALSE,
  KEY objectRemovals_due (dueAt)
);
