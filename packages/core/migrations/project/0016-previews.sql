-- Previews that were made of files, in the forms that they were asked for. The bytes lie on the device, as those of files do.
CREATE TABLE IF NOT EXISTS previews (
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  fileSequence BIGINT UNSIGNED NOT NULL,
  variant VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  contentType VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  objectKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealedKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  packedBytes BIGINT UNSIGNED NOT NULL,
  usedAt DATETIME(3) NOT NULL,
  UNIQUE KEY previews_variant (fileSequence, variant),
  KEY previews_used (usedAt),
  CONSTRAINT previews_ofFile FOREIGN KEY (fileSequence) REFERENCES files (sequence) ON DELETE CASCADE
);
