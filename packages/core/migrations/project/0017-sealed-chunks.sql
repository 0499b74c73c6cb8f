-- Chunks are encrypted as the file will be; see the key of a file.
ALTER TABLE fileChunks ADD COLUMN IF NOT EXISTS
  sealedKey VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL;
