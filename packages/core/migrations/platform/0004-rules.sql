-- Which host leads to what. The id is the MD5 of the domain, as clients expect it.
CREATE TABLE IF NOT EXISTS rules (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  projectId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  domain VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  triggeredBy VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resourceType VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resourceId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  search TEXT NOT NULL,
  UNIQUE KEY rules_domain (domain),
  UNIQUE KEY rules_id (id),
  KEY rules_project (projectId, sequence),
  FULLTEXT KEY rules_search (search)
);
