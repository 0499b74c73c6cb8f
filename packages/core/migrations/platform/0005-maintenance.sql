-- Projects in which something has changed of late or is left to do, by their schemas: maintenance looks at these often,
-- and at all others once a day. `maintainedAt` is when that was.
CREATE TABLE IF NOT EXISTS activeSchemas (
  schemaName VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  activeAt DATETIME(3) NOT NULL
);

ALTER TABLE projects
  ADD COLUMN IF NOT EXISTS maintainedAt DATETIME(3) NOT NULL DEFAULT '2000-01-01 00:00:00',
  ADD KEY IF NOT EXISTS projects_maintained (maintainedAt);

INSERT IGNORE INTO activeSchemas (schemaName, activeAt) SELECT schemaName, UTC_TIMESTAMP(3) FROM projects;
