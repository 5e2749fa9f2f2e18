#!/bin/sh
# Healthy means: coturn answers a STUN binding on its own port. Uses the client in coturn's own image.
set -eu
address=${COTURN_LISTENING_IP:-127.0.0.1}
address=${address%%[, ]*}
# The client says nothing and exits 0 when nobody answers: what counts is the address in the answer.
timeout 3 turnutils_stunclient -p "${COTURN_PORT:-3478}" "$address" 2>&1 | grep -q 'UDP reflexive addr'
