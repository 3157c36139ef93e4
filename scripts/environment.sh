#!/usr/bin/env bash
# Makes .venv what requirements.lock (run) or requirements-dev.lock (test) says, and does nothing when it is.
# usage: scripts/environment.sh run|test, or scripts/environment.sh uv to get uv alone and print where it is
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly OLDEST_UV=0.7.0 # the first that can lock a dependency group
readonly TOOLS=.tools
readonly STAMP=.venv/.refleks-environment

# uv brings certificates of its own; where an organisation has added one, it is among the system's.
readonly SYSTEM_CERTIFICATES=/etc/ssl/certs/ca-certificates.crt
if [ -z "${SSL_CERT_FILE:-}" ] && [ -r "$SYSTEM_CERTIFICATES" ]; then
  export SSL_CERT_FILE=$SYSTEM_CERTIFICATES
fi

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# "step TEXT COMMAND…" says what is going on before, and how long it took after.
step() {
  local text=$1 started=$SECONDS
  shift
  say "→ $text …"
  "$@" || return
  say "  done in $((SECONDS - started)) s"
}

is_python_311() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; }

find_python() {
  local candidate
  # All on the PATH: a version manager's shim may come first and refuse.
  for candidate in ${PYTHON:+"$PYTHON"} $(type -aP python3.11 python3 python); do
    if is_python_311 "$candidate"; then
      # A shim or another environment's Python would tie .venv to it: take the one behind.
      "$candidate" -c 'import sys; print(getattr(sys, "_base_executable", None) or sys.executable)'
      return
    fi
  done
  if command -v uv >/dev/null && uv python find --no-config --no-project 3.11 2>/dev/null; then
    return
  fi
  fail 'Refleks needs Python 3.11, which is not here: install it (on Debian 12: "apt-get install python3.11 python3.11-venv"; with uv: "uv python install 3.11") and run make again.'
}

is_new_enough() {
  local version
  version=$("$1" --version 2>/dev/null | cut -d' ' -f2)
  [ -n "$version" ] && [ "$(printf '%s\n' "$OLDEST_UV" "$version" | sort -V | head -n 1)" = "$OLDEST_UV" ]
}

install_uv() {
  local python=$1 home=$TOOLS/uv
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    fail 'Python 3.11 is here without its venv module: install it (on Debian: "apt-get install python3.11-venv") or put uv on the PATH, and run make again.'
  fi
  rm -rf "$home"
  "$python" -m venv "$home"
  "$home/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
    --requirement scripts/uv.lock.txt >&2
}

find_uv() { # sets UV
  if command -v uv >/dev/null && is_new_enough uv; then
    UV=$(command -v uv)
    return
  fi
  UV=$TOOLS/uv/bin/uv
  is_new_enough "$UV" || step 'Getting uv, which installs the packages' install_uv "$1" ||
    fail 'uv could not be installed (the lines above say why); run make again when that is mended.'
}

sync_packages() {
  local quiet=(--quiet)
  [ -t 2 ] && quiet=() # in a terminal uv shows how far it is
  "$UV" pip sync "${quiet[@]}" --python .venv/bin/python --require-hashes --compile-bytecode "$1"
}

install_refleks() {
  "$UV" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
}

main() {
  local want=$1 lock packages project python
  # A link is somebody else's environment, shared by several work trees: it is used as it is.
  [ -L .venv ] && return
  # What tests need holds what running needs, so "make run" leaves an environment for tests as one.
  [ "$want" = run ] && [ -f "$STAMP" ] && grep -q '^packages test ' "$STAMP" && want=test
  lock=requirements.lock
  [ "$want" = test ] && lock=requirements-dev.lock
  # The place is part of it: the commands in .venv/bin hold it.
  packages="packages $want $(sha256sum <"$lock" | cut -c1-64) $PWD"
  project="project $(sha256sum <pyproject.toml | cut -c1-64)"
  if [ -x .venv/bin/python ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$packages"$'\n'"$project" ]; then
    return
  fi

  mkdir -p "$TOOLS"
  exec 9>"$TOOLS/environment.lock"
  flock --nonblock 9 || { say 'Waiting for another make that is setting up the environment …'; flock 9; }
  python=$(find_python) || exit 1
  find_uv "$python"
  if ! is_python_311 .venv/bin/python || ! grep -qsxF "$packages" "$STAMP"; then
    rm -f "$STAMP"
    if ! is_python_311 .venv/bin/python || [ "$(.venv/bin/python -c 'import sys; print(sys.prefix)')" != "$PWD/.venv" ]; then
      "$UV" venv --quiet --clear --python "$python" .venv
    fi
    step 'Installing the packages (the first time: about 1.6 GB and one to three minutes)' sync_packages "$lock" ||
      fail 'The packages could not be installed (the lines above say why); run make again, it goes on where it stopped.'
  fi
  rm -f "$STAMP"
  step 'Installing the command refleks' install_refleks ||
    fail 'The command refleks could not be installed (the lines above say why).'
  printf '%s\n%s\n' "$packages" "$project" >"$STAMP"
}

case "${1:-}" in
  run | test) main "$1" ;;
  uv)
    mkdir -p "$TOOLS"
    python=$(find_python) || exit 1
    find_uv "$python"
    echo "$UV"
    ;;
  *) fail 'usage: scripts/environment.sh run|test|uv' ;;
esac
