-- What is sealed is found and sealed anew in the order of a sequence.
ALTER TABLE fileChunks ADD COLUMN IF NOT EXISTS
  sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE KEY;
