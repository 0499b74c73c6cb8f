-- Numbers for the roles that rows grant reading to, see packages/documents/README.md. Never changed, never reused.
CREATE TABLE IF NOT EXISTS roles (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  role VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  UNIQUE KEY roles_role (role)
);
