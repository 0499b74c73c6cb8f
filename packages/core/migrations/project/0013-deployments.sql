-- Code of functions, and what was built of it. `sourceKey` is null while chunks are missing. A row whose source is complete
-- and whose status is `waiting` is a build to do from `dueAt` on; `leaseUntil` says how long its worker may be silent.
CREATE TABLE IF NOT EXISTS deployments (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  resourceType VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resourceSequence BIGINT UNSIGNED NOT NULL,
  resourceId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entrypoint VARCHAR(1028) NOT NULL,
  commands TEXT NOT NULL,
  activate BOOLEAN NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sourceSize BIGINT UNSIGNED NOT NULL,
  sourceKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  sourceSealedKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  chunkBytes BIGINT UNSIGNED NOT NULL DEFAULT 0,
  chunksTotal INT UNSIGNED NOT NULL DEFAULT 1,
  buildSize BIGINT UNSIGNED NOT NULL DEFAULT 0,
  buildKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  buildSealedKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  totalSize BIGINT UNSIGNED AS (sourceSize + buildSize) VIRTUAL,
  buildLogs MEDIUMTEXT NOT NULL DEFAULT '',
  buildStartedAt DATETIME(3) NULL,
  buildEndedAt DATETIME(3) NULL,
  buildDuration INT UNSIGNED NOT NULL DEFAULT 0,
  dueAt DATETIME(3) NOT NULL,
  attempts INT UNSIGNED NOT NULL DEFAULT 0,
  leaseToken VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  leaseUntil DATETIME(3) NULL,
  UNIQUE KEY deployments_id (resourceType, resourceSequence, id),
  KEY deployments_due (status, dueAt),
  KEY deployments_unfinished (sourceKey, updatedAt)
);

CREATE TABLE IF NOT EXISTS deploymentChunks (
  deploymentSequence BIGINT UNSIGNED NOT NULL,
  startsAt BIGINT UNSIGNED NOT NULL,
  objectKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (deploymentSequence, startsAt),
  CONSTRAINT deploymentChunks_of FOREIGN KEY (deploymentSequence) REFERENCES deployments (sequence) ON DELETE CASCADE
);
