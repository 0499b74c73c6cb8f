-- How often things happened, by hour and by day, and in all (`inf`). See packages/core/src/usage/README.md.
CREATE TABLE IF NOT EXISTS usageCounts (
  metric VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  startsAt DATETIME NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (metric, period, startsAt),
  KEY usageCounts_age (period, startsAt)
);
