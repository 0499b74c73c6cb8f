-- Accounts, teams and their parts. Ids and roles compare byte by byte (ascii_bin); texts of people ignore case.
CREATE TABLE IF NOT EXISTS users (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(256) NOT NULL DEFAULT '',
  email VARCHAR(320) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  status BOOLEAN NOT NULL DEFAULT TRUE,
  labels TEXT NOT NULL DEFAULT '[]',
  password TEXT NULL,
  hash VARCHAR(32) NOT NULL DEFAULT 'argon2',
  hashOptions TEXT NULL,
  passwordHistory TEXT NOT NULL DEFAULT '[]',
  passwordUpdatedAt DATETIME(3) NULL,
  prefs MEDIUMTEXT NOT NULL DEFAULT '{}',
  registeredAt DATETIME(3) NOT NULL,
  emailVerified BOOLEAN NOT NULL DEFAULT FALSE,
  phoneVerified BOOLEAN NOT NULL DEFAULT FALSE,
  resetRequired BOOLEAN NOT NULL DEFAULT FALSE,
  mfa BOOLEAN NOT NULL DEFAULT FALSE,
  totpSecret TEXT NULL,
  totpVerified BOOLEAN NOT NULL DEFAULT FALSE,
  totpStep BIGINT UNSIGNED NOT NULL DEFAULT 0,
  recoveryCodes TEXT NULL,
  accessedAt DATETIME(3) NULL,
  search TEXT NOT NULL DEFAULT '',
  UNIQUE KEY users_id (id),
  UNIQUE KEY users_email (email),
  UNIQUE KEY users_phone (phone),
  KEY users_created (createdAt),
  FULLTEXT KEY users_search (search)
);

CREATE TABLE IF NOT EXISTS sessions (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  secretHash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  expiresAt DATETIME(3) NOT NULL,
  provider VARCHAR(128) NOT NULL,
  providerUid VARCHAR(2048) NOT NULL DEFAULT '',
  providerAccessToken TEXT NULL,
  providerAccessTokenExpiresAt DATETIME(3) NULL,
  providerRefreshToken TEXT NULL,
  factors TEXT NOT NULL DEFAULT '[]',
  mfaUpdatedAt DATETIME(3) NULL,
  ip VARCHAR(45) NOT NULL DEFAULT '',
  countryCode CHAR(2) NOT NULL DEFAULT '--',
  device TEXT NOT NULL DEFAULT '{}',
  UNIQUE KEY sessions_id (id),
  UNIQUE KEY sessions_secret (secretHash),
  KEY sessions_user (userId, sequence),
  KEY sessions_expiry (expiresAt),
  KEY sessions_created (createdAt)
);

CREATE TABLE IF NOT EXISTS tokens (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  secretHash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  expiresAt DATETIME(3) NOT NULL,
  attempts INT UNSIGNED NOT NULL DEFAULT 0,
  UNIQUE KEY tokens_id (id),
  KEY tokens_user (userId, kind),
  KEY tokens_expiry (expiresAt)
);

CREATE TABLE IF NOT EXISTS challenges (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  factor VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  codeHash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  createdAt DATETIME(3) NOT NULL,
  expiresAt DATETIME(3) NOT NULL,
  attempts INT UNSIGNED NOT NULL DEFAULT 0,
  UNIQUE KEY challenges_id (id),
  KEY challenges_user (userId),
  KEY challenges_expiry (expiresAt)
);

CREATE TABLE IF NOT EXISTS identities (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  provider VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  providerUid VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  providerEmail VARCHAR(320) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  providerAccessToken TEXT NULL,
  providerAccessTokenExpiresAt DATETIME(3) NULL,
  providerRefreshToken TEXT NULL,
  search TEXT NOT NULL DEFAULT '',
  UNIQUE KEY identities_id (id),
  UNIQUE KEY identities_owner (provider, providerUid),
  KEY identities_user (userId, sequence),
  KEY identities_email (providerEmail),
  FULLTEXT KEY identities_search (search)
);

CREATE TABLE IF NOT EXISTS targets (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sessionId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(256) NOT NULL DEFAULT '',
  providerId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  providerType VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  identifier VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  identifierHash BINARY(32) AS (UNHEX(SHA2(identifier, 256))) PERSISTENT,
  expired BOOLEAN NOT NULL DEFAULT FALSE,
  UNIQUE KEY targets_id (id),
  UNIQUE KEY targets_identifier (identifierHash),
  KEY targets_user (userId, sequence)
);

CREATE TABLE IF NOT EXISTS teams (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  name VARCHAR(128) NOT NULL,
  total INT UNSIGNED NOT NULL DEFAULT 0,
  prefs MEDIUMTEXT NOT NULL DEFAULT '{}',
  search TEXT NOT NULL DEFAULT '',
  UNIQUE KEY teams_id (id),
  FULLTEXT KEY teams_search (search)
);

CREATE TABLE IF NOT EXISTS memberships (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  teamId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  updatedAt DATETIME(3) NOT NULL,
  roles TEXT NOT NULL DEFAULT '[]',
  secretHash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  invitedAt DATETIME(3) NOT NULL,
  joinedAt DATETIME(3) NULL,
  confirmed BOOLEAN NOT NULL DEFAULT FALSE,
  search TEXT NOT NULL DEFAULT '',
  UNIQUE KEY memberships_id (id),
  UNIQUE KEY memberships_user (userId, teamId),
  KEY memberships_team (teamId, sequence),
  FULLTEXT KEY memberships_search (search)
);
