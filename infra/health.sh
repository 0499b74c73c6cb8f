#!/bin/bash
# Health check of a Node service: asks GET $1 of the port $2 on this host and wants a 200.
# Bash does it in a few milliseconds; a second Node process every few seconds would cost more than an idle service.
exec 3<>"/dev/tcp/127.0.0.1/$2" || exit 1
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&3
read -r -t 2 _ status _ <&3
[ "$status" = 200 ]
