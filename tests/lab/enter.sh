#!/bin/sh
# Runs a command where tests/lab/nat_lab.ts can build its networks: namespaces, mounts and processes are
# its own and vanish with it.
#   sh tests/lab/enter.sh deno test -A tests/lab
set -eu
if [ "$(id -u)" = 0 ]; then as_root=; else as_root=-r; fi
mkdir -p /run/netns 2>/dev/null || true
# shellcheck disable=SC2086,SC2016  # an empty word must vanish; $@ is the inner shell's
exec unshare $as_root -m -n -p -f --mount-proc --kill-child sh -c '
  mount -t tmpfs netns /run/netns
  ip link set lo up
  CONFLUX_LAB=1 exec "$@"
' lab "$@"
