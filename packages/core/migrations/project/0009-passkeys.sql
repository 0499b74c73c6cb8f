-- Passkeys (WebAuthn). Both tables follow their user away. See packages/core/src/passkeys/README.md.
CREATE TABLE IF NOT EXISTS passkeys (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  createdAt DATETIME(3) NOT NULL,
  lastUsedAt DATETIME(3) NULL,
  name VARCHAR(128) NOT NULL,
  rpId VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  credentialId VARCHAR(1400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  credentialHash BINARY(32) AS (UNHEX(SHA2(credentialId, 256))) PERSISTENT,
  publicKey BLOB NOT NULL,
  counter BIGINT UNSIGNED NOT NULL,
  transports TEXT NOT NULL DEFAULT '[]',
  UNIQUE KEY passkeys_id (id),
  UNIQUE KEY passkeys_credential (credentialHash),
  KEY passkeys_user (userId, sequence),
  CONSTRAINT passkeys_ofUser FOREIGN KEY (userId) REFERENCES users (id) ON DELETE CASCADE
);

-- `userId` is null for a challenge that is to tell who signs in.
CREATE TABLE IF NOT EXISTS passkeyChallenges (
  id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  userId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  rpId VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  challenge VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expiresAt DATETIME(3) NOT NULL,
  KEY passkeyChallenges_user (userId),
  KEY passkeyChallenges_expiry (expiresAt),
  CONSTRAINT passkeyChallenges_ofUser FOREIGN KEY (userId) REFERENCES users (id) ON DELETE CASCADE
);
