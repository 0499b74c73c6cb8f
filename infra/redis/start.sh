#!/bin/sh
# Starts Redis with its password from the environment, kept off the command line that every process list shows.
set -eu
umask 077
printf 'requirepass %s\n' "$REDIS_PASSWORD" >/tmp/password.conf
exec redis-server /etc/redis/basalt.conf
