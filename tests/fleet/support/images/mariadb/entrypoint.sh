#!/bin/bash
# First start of an empty data folder: creates it, the accounts that the environment names, then runs *.sql of
# /docker-entrypoint-initdb.d on a server that no network reaches. Every start ends in the server itself.
set -euo pipefail
data=/var/lib/mysql
if [ "${1:-}" = mariadbd ] && [ ! -d "$data/mysql" ]; then
  mariadb-install-db --datadir="$data" --skip-test-db --auth-root-authentication-method=normal --skip-name-resolve >/dev/null
  mariadbd --datadir="$data" --skip-networking --socket=/run/mysqld/mysqld.sock &
  server=$!
  for _ in $(seq 300); do mariadb-admin --user=root ping >/dev/null 2>&1 && break; sleep 0.1; done
  mariadb --user=root <<SQL
DELETE FROM mysql.global_priv WHERE User = '';
FLUSH PRIVILEGES;
CREATE DATABASE IF NOT EXISTS \`$MARIADB_DATABASE\`;
CREATE USER '$MARIADB_USER'@'%' IDENTIFIED BY '$MARIADB_PASSWORD';
GRANT ALL ON \`${MARIADB_DATABASE//_/\\_}\`.* TO '$MARIADB_USER'@'%';
SQL
  for file in /docker-entrypoint-initdb.d/*.sql; do mariadb --user=root "$MARIADB_DATABASE" <"$file"; done
  mariadb --user=root -e "ALTER USER 'root'@'localhost' IDENTIFIED BY '$MARIADB_ROOT_PASSWORD'"
  kill "$server"
  wait "$server"
fi
exec "$@"
