#!/usr/bin/env bash
# Gets what tests need beside Python: Redis and Chromium. (PostgreSQL comes with requirements-dev.lock.)
# It asks apt-get where it may (root or sudo without a password). Otherwise it leaves the machine alone:
# the tests then skip, name and count what they could not try.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null; }

missing=()
have redis-server || missing+=(redis-server)
have chromium || have chromium-browser || have google-chrome || missing+=(chromium)
[ ${#missing[@]} -eq 0 ] && exit 0

[ "${APT:-yes}" = no ] && { say "Left alone, since APT=no: ${missing[*]}."; exit 0; }
have apt-get || { say "Not here, and there is no apt-get: ${missing[*]}."; exit 0; }
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! have sudo || ! sudo -n true 2>/dev/null; then
    say "Not here, and installing needs root: ${missing[*]}. (As root: apt-get install ${missing[*]})"
    exit 0
  fi
  as_root=(sudo -n)
fi

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet "$@" </dev/null >&2; }

say "→ Installing what the tests need with apt-get: ${missing[*]} …"
apt update || say 'apt-get update failed; trying with the lists that are here.'
for package in "${missing[@]}"; do
  apt install --yes --no-install-recommends "$package" || say "apt-get could not install $package."
done
