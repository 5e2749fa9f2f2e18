#!/bin/sh
# Runs a command in a network of its own that has only loopback: no stray look-ups, ICE stays on
# 127.0.0.1, and every process it leaves behind dies with it.
#   sh tests/lab/loopback.sh deno test -A tests/e2e
set -eu
if [ "$(id -u)" = 0 ]; then as_root=; else as_root=-r; fi
# shellcheck disable=SC2086,SC2016  # an empty word must vanish; $@ is the inner shell's
exec unshare $as_root -n -p -f --mount-proc --kill-child \
  sh -c 'ip link set lo up; exec "$@"' loopback "$@"
