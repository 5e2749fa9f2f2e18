#!/bin/bash
# Healthy means: the app answers /healthz with 200 within two seconds. In bash alone, which the image has:
# it takes a few ms, where a Deno takes a hundred.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${PORT:-8000}"
printf 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 2 status <&3
[[ $status == 'HTTP/1.1 200 '* ]]
