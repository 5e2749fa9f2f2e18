#!/bin/sh
# Runs a command as root on a copy of this machine: what it writes, users it makes and programs it installs
# are gone with it, as are the processes that it leaves behind. The network is the machine's own.
#   sh tests/lab/copy_of_machine.sh FOLDER COMMAND...     FOLDER is there as well, to be read
set -eu
# shellcheck disable=SC2016  # the inner shell's
exec unshare -m -p -f --mount-proc --kill-child sh -c '
  set -eu
  folder=$1
  shift
  work=$(mktemp -d)
  mount -t tmpfs tmpfs "$work"
  mkdir "$work/written" "$work/own" "$work/root"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$work/written,workdir=$work/own" "$work/root"
  for one in /dev /proc "$folder"; do
    mkdir -p "$work/root$one"
    mount --rbind "$one" "$work/root$one"
  done
  # In a container these are mounts, which the copy does not have.
  cp /etc/resolv.conf /etc/hosts "$work/root/etc/"
  chmod 755 "$work" "$work/root"
  exec chroot "$work/root" "$@"' copy "$@"
