#!/bin/sh
# Starts coturn for ConFlux: checks the settings (S13), fills turnserver.conf.template, runs turnserver
# without privileges and ends it when it does not understand its configuration. The same script runs in
# the container, for `deno task turn` and in the tests. POSIX sh, coreutils and setpriv only.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

say() { printf 'turn: %s\n' "$1"; }
refuse() {
  printf 'Cannot start TURN: %s\n' "$1" >&2
  exit 78
}

# Runs a command as nobody when this script runs as root (it reads root's certificates, no more).
as_turn() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs -- "$@"
  else
    "$@"
  fi
}

# Writes a file that only turnserver's user can read.
# shellcheck disable=SC2016  # $1 is the inner shell's
write_private() { as_turn sh -c 'umask 077; cat >"$1"' write "$1"; }

# --- Settings -------------------------------------------------------------------------------------

check_secret() {
  [ -n "${COTURN_SECRET:-}" ] || refuse "COTURN_SECRET is missing (openssl rand -base64 48)"
  case $COTURN_SECRET in
    *[!A-Za-z0-9+/=_.~-]*) refuse "COTURN_SECRET may have letters, digits and + / = _ . ~ - only" ;;
  esac
  [ "${#COTURN_SECRET}" -ge 32 ] || refuse "COTURN_SECRET must have at least 32 bytes"
  # The same rules as lib/server/config.ts; a test holds the two together.
  case $(printf %s "$COTURN_SECRET" | tr 'A-Z' 'a-z') in
    change-me* | change_me* | changeme* | secret* | password* | conflux* | coturn* | example* | \
      default* | test* | insecure*) refuse "COTURN_SECRET is a known default" ;;
  esac
  [ "$(printf %s "$COTURN_SECRET" | fold -w 1 | sort -u | wc -l)" -gt 4 ] ||
    refuse "COTURN_SECRET is no secret at all"
}

# number NAME value least most
number() {
  case $2 in '' | *[!0-9]*) refuse "$1 must be a whole number" ;; esac
  [ "$2" -ge "$3" ] && [ "$2" -le "$4" ] || refuse "$1 must be from $3 to $4"
}

# addresses NAME value...: names would be resolved by coturn, at whatever the answer is then.
addresses() {
  name=$1
  shift
  for one in "$@"; do
    case $one in *[!0-9a-fA-F:.]*) refuse "$name must be IP addresses, not \"$one\"" ;; esac
    case $one in *.*.*.* | *:*) ;; *) refuse "$name must be IP addresses, not \"$one\"" ;; esac
  done
}

read_settings() {
  check_secret
  SECRET=$COTURN_SECRET
  REALM=${COTURN_REALM:-conflux}
  case $REALM in *[!A-Za-z0-9.-]*) refuse "COTURN_REALM may have letters, digits, . and - only" ;; esac
  EXTERNAL_IP=${COTURN_EXTERNAL_IP:-}
  LISTENING_IP=$(printf %s "${COTURN_LISTENING_IP:-}" | tr ',' ' ')
  RELAY_IP=$(printf %s "${COTURN_RELAY_IP:-}" | tr ',' ' ')
  LOOPBACK=
  case ${COTURN_MODE:-production} in
    production) [ -n "$EXTERNAL_IP" ] ||
      refuse "COTURN_EXTERNAL_IP is missing: the public address of this machine, or public/local" ;;
    development)
      LOOPBACK=yes
      LISTENING_IP=${LISTENING_IP:-127.0.0.1}
      RELAY_IP=${RELAY_IP:-127.0.0.1}
      ;;
    *) refuse "COTURN_MODE must be production or development" ;;
  esac
  case $EXTERNAL_IP in */*) RELAY_IP=${RELAY_IP:-${EXTERNAL_IP#*/}} ;; esac
  OWN_IP="$(printf %s "$EXTERNAL_IP" | tr '/' ' ')"
  # shellcheck disable=SC2086  # lists of words
  {
    addresses COTURN_EXTERNAL_IP $OWN_IP
    addresses COTURN_LISTENING_IP $LISTENING_IP
    addresses COTURN_RELAY_IP $RELAY_IP
    OWN_IP=$(printf '%s\n' $OWN_IP $RELAY_IP | sort -u)
  }
  PORT=${COTURN_PORT:-3478}
  TLS_PORT=${COTURN_TLS_PORT:-5349}
  MIN_PORT=${COTURN_MIN_PORT:-49152}
  MAX_PORT=${COTURN_MAX_PORT:-50351}
  number COTURN_PORT "$PORT" 1 65535
  number COTURN_TLS_PORT "$TLS_PORT" 1 65535
  number COTURN_MIN_PORT "$MIN_PORT" 1024 65535
  number COTURN_MAX_PORT "$MAX_PORT" "$MIN_PORT" 65535
  MAX_PARTICIPANTS=${CONFLUX_MAX_PARTICIPANTS:-16}
  number CONFLUX_MAX_PARTICIPANTS "$MAX_PARTICIPANTS" 2 100
  # The same sum as in lib/server/turn/quota.ts: to each of the others, twice, and the doctor.
  USER_QUOTA=$((2 * (MAX_PARTICIPANTS - 1) + 6))
  TOTAL_QUOTA=${COTURN_TOTAL_QUOTA:-$((MAX_PORT - MIN_PORT + 1))}
  number COTURN_TOTAL_QUOTA "$TOTAL_QUOTA" 1 1000000
  MAX_BPS=${COTURN_MAX_BPS:-1000000}
  number COTURN_MAX_BPS "$MAX_BPS" 10000 1000000000
  BPS_CAPACITY=${COTURN_BPS_CAPACITY:-$((TOTAL_QUOTA * MAX_BPS))}
  number COTURN_BPS_CAPACITY "$BPS_CAPACITY" "$MAX_BPS" 1000000000000
  command -v turnserver >/dev/null || refuse "turnserver is not installed"
}

# shellcheck source=turn/certificate.sh
. "$here/certificate.sh"

# --- The configuration ----------------------------------------------------------------------------

# Is this an option of this build, and not a deprecated one? (4.18 refuses some that 4.6 needs.)
knows_option() {
  printf '%s\n' "$help" | grep -E -e "--$1([^a-z0-9_-]|\$)" | grep -qv DEPRECATED
}

value_of() {
  case $1 in
    LISTENING_IP | RELAY_IP | EXTERNAL_IP | OWN_IP | PORT | TLS_PORT | MIN_PORT | MAX_PORT | TLS | \
      NO_TLS | CERT | KEY | REALM | SECRET | USERDB | PIDFILE | USER_QUOTA | TOTAL_QUOTA | MAX_BPS | \
      BPS_CAPACITY | LOOPBACK) eval "value=\$$1" ;;
    *) refuse "the template names $1, which is no setting" ;;
  esac
}

# fill text NAME word: prints the text, where @NAME@ is that word and other names have their values.
fill() {
  rest=$1
  out=
  while :; do
    case $rest in *@*@*) ;; *) break ;; esac
    out=$out${rest%%@*}
    rest=${rest#*@}
    if [ "${rest%%@*}" = "$2" ]; then value=$3; else value_of "${rest%%@*}"; fi
    out=$out$value
    rest=${rest#*@}
  done
  printf '%s\n' "$out$rest"
}

render() {
  while IFS= read -r line; do
    case $line in
      '#'* | '') ;;
      '[?] '*) if knows_option "${line#'[?] '}"; then printf '%s\n' "${line#'[?] '}"; fi ;;
      '['*'] '*)
        each=${line%%'] '*}
        each=${each#'['}
        value_of "$each"
        for word in $value; do fill "${line#*'] '}" "$each" "$word"; done
        ;;
      *) fill "$line" '' '' ;;
    esac
  done <"$here/turnserver.conf.template"
}

# --- The process ----------------------------------------------------------------------------------

# Without its tables the first clients get a false 401; listing its users makes them. turnadmin leaves
# a log behind that nobody can switch off.
make_user_database() {
  # shellcheck disable=SC2016  # $1 and $! are the inner shell's
  as_turn sh -c 'turnadmin -l -b "$1" & wait "$!"
    rm -f /var/log/turn_"$!"_*.log /var/tmp/turn_"$!"_*.log /tmp/turn_"$!"_*.log' \
    make "$USERDB" >/dev/null 2>&1 || true
  as_turn test -s "$USERDB" || refuse "the user database could not be made in $work"
}

# Passes the log on. coturn starts in spite of lines it does not understand: then it is ended here.
watch_log() {
  while IFS= read -r line; do
    printf '%s\n' "$line"
    case $line in
      *"Bad configuration format"* | *"Wrong address format"*)
        say "ends: coturn does not understand its configuration"
        : >"$own/bad"
        as_turn kill -TERM "$server_pid" 2>/dev/null || true
        ;;
    esac
  done
}

read_settings
help=$(turnserver -h 2>&1 || true)
# Two folders: root without capabilities cannot look into one of nobody's.
own=$(mktemp -d)
work=$(as_turn mktemp -d)
trap 'as_turn rm -rf "$work"; rm -rf "$own"' EXIT
prepare_certificate
USERDB=$work/turndb
PIDFILE=$work/turnserver.pid
render | write_private "$work/turnserver.conf"
if [ "${1:-}" = render ]; then
  render
  exit 0
fi

# A full meeting, all of it relayed, has to fit in; less is no mistake, as most calls need no relay.
full=$((MAX_PARTICIPANTS * (MAX_PARTICIPANTS - 1)))
ports=$((MAX_PORT - MIN_PORT + 1))
[ "$TOTAL_QUOTA" -lt "$ports" ] && fits=$TOTAL_QUOTA || fits=$ports
[ "$fits" -ge "$full" ] || say "there are $fits allocations at a time, one meeting of \
CONFLUX_MAX_PARTICIPANTS=$MAX_PARTICIPANTS takes $full where all is relayed: widen COTURN_MIN_PORT to COTURN_MAX_PORT"
make_user_database
if [ -z "$TLS" ]; then
  case ${COTURN_URLS:-} in
    *turns:*) say "COTURN_URLS has a turns: URL, but there is no certificate: running without TLS" ;;
  esac
fi

mkfifo -m 600 "$own/log"
if [ "$(id -u)" = 0 ]; then
  setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs -- \
    turnserver -c "$work/turnserver.conf" >"$own/log" 2>&1 &
else
  turnserver -c "$work/turnserver.conf" >"$own/log" 2>&1 &
fi
server_pid=$!
watch_log <"$own/log" &
log_pid=$!
follow_pid=
if [ -n "${COTURN_CERT:-}${COTURN_CERT_DIR:-}" ]; then
  follow_certificate "$(certificate_state || true)" &
  follow_pid=$!
fi
trap 'as_turn kill -TERM "$server_pid" 2>/dev/null || true' TERM INT
code=0
while :; do
  wait "$server_pid" && code=0 || code=$?
  as_turn kill -0 "$server_pid" 2>/dev/null || break
done
[ -z "$follow_pid" ] || kill "$follow_pid" 2>/dev/null || true
wait "$log_pid" || true
[ ! -e "$own/bad" ] || exit 78
exit "$code"
