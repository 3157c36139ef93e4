#!/usr/bin/env bash
# Does what a newcomer does: clones into an empty folder, with an empty home, and runs the README's commands.
# It times them against what we promise. usage: scripts/fresh_clone_check.sh [--no-test]
set -euo pipefail

readonly QUESTION='hva er skolebasert kompetanseutvikling?'
readonly SOURCE_LINE='Kilde:'
readonly FIRST_ANSWER_SECONDS=240 SECOND_START_SECONDS=10 TEST_SECONDS=900
readonly GIVE_UP_SECONDS=600

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=$(mktemp -d -t refleks-fresh-XXXXXX)
running=
failed=0

stop() {
  [ -n "$running" ] || return 0
  kill -TERM "$running" 2>/dev/null || true
  wait "$running" 2>/dev/null || true
  running=
}
trap 'stop; rm -rf "$place"' EXIT

free_port() { python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

report() { # TEXT SECONDS LIMIT
  local verdict=ok
  [ "$2" -le "$3" ] || { verdict='TOO SLOW'; failed=1; }
  printf '%-40s %4d s (at most %d s) %s\n' "$1" "$2" "$3" "$verdict"
}

give_up() {
  printf '%s\n' "$1" >&2
  [ -f "$place/run.log" ] && tail -n 40 "$place/run.log" >&2
  exit 1
}

start_and_ask() {
  local begun=$SECONDS
  setsid make run >"$place/run.log" 2>&1 </dev/null &
  running=$!
  until grep -q "http://$WEB_LISTEN" "$place/run.log"; do
    kill -0 "$running" 2>/dev/null || give_up '"make run" ended.'
    [ $((SECONDS - begun)) -lt $GIVE_UP_SECONDS ] || give_up '"make run" printed no address.'
    sleep 0.2
  done
  printf '%s\n' "$QUESTION" | .venv/bin/refleks chat >"$place/answer" || give_up '"refleks chat" failed.'
  grep -q "$SOURCE_LINE" "$place/answer" || give_up "The answer has no source: $(cat "$place/answer")"
}

mkdir "$place/home"
export HOME=$place/home
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME UV_CACHE_DIR VIRTUAL_ENV MAKEFLAGS MAKELEVEL
WEB_LISTEN=127.0.0.1:$(free_port)
RASA_URL=http://127.0.0.1:$(free_port)
export WEB_LISTEN RASA_URL

begun=$SECONDS
git clone --quiet "$root" "$place/refleks"
cd "$place/refleks"
start_and_ask
report 'from clone to the first answer' $((SECONDS - begun)) $FIRST_ANSWER_SECONDS
cat "$place/answer"
stop

begun=$SECONDS
start_and_ask
report 'second start to the first answer' $((SECONDS - begun)) $SECOND_START_SECONDS
stop

if [ "${1:-}" != --no-test ]; then
  unset WEB_LISTEN RASA_URL
  begun=$SECONDS
  make test
  report 'make test' $((SECONDS - begun)) $TEST_SECONDS
fi
exit $failed
