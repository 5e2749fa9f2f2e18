# The certificate for turns: where it is, a copy that nobody can read, and what to do when it is renewed.
# Sourced by entrypoint.sh; uses its say, as_turn, write_private, $work and $server_pid.
# shellcheck shell=sh disable=SC2034,SC2154,SC3013

# Names the certificate's files: given outright, or found in the folder of Caddy by the domain.
find_certificate() {
  source_cert=${COTURN_CERT:-}
  source_key=${COTURN_KEY:-}
  if [ -z "$source_cert" ] && [ -n "${COTURN_CERT_DIR:-}" ] && [ -n "${CONFLUX_DOMAIN:-}" ]; then
    for file in "$COTURN_CERT_DIR"/*/"$CONFLUX_DOMAIN/$CONFLUX_DOMAIN.crt"; do
      [ -z "$source_cert" ] || [ "$file" -nt "$source_cert" ] || continue
      source_cert=$file
      source_key=${file%.crt}.key
    done
  fi
  [ -s "$source_cert" ] && [ -s "$source_key" ]
}

certificate_state() { find_certificate && cat "$source_cert" "$source_key" | cksum; }

# Opened here, written by nobody: works without the capability to give files away.
copy_certificate() {
  CERT=$work/tls.crt
  KEY=$work/tls.key
  write_private "$CERT" <"$source_cert"
  write_private "$KEY" <"$source_key"
}

prepare_certificate() {
  TLS=
  NO_TLS=yes
  CERT=
  KEY=
  wait_s=0
  case ${COTURN_URLS:-} in *turns:*) wait_s=${COTURN_CERT_WAIT_S:-90} ;; esac
  until find_certificate; do
    [ "$wait_s" -gt 0 ] || return 0
    wait_s=$((wait_s - 1))
    sleep 1
  done
  copy_certificate
  TLS=yes
  NO_TLS=
}

# Looks for a new certificate; takes it when it has been the same at two looks in a row.
follow_certificate() {
  applied=$1
  before=$applied
  sleeper=
  # A sleep that outlived this loop would keep the output open, and whoever reads it waiting.
  trap '[ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null; exit 0' TERM
  while :; do
    sleep "${COTURN_CERT_POLL_S:-300}" &
    sleeper=$!
    wait "$sleeper" || return 0
    now=$(certificate_state) || continue
    if [ "$now" != "$applied" ] && [ "$now" = "$before" ]; then
      if [ -z "$TLS" ]; then
        say "a certificate is here now, ending so that the next start uses it"
        as_turn kill -TERM "$server_pid"
        return
      fi
      find_certificate && copy_certificate
      as_turn kill -USR2 "$server_pid"
      applied=$now
      say "took over the renewed certificate"
    fi
    before=$now
  done
}
