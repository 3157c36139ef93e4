#!/usr/bin/env bash
# Brings requirements.lock and requirements-dev.lock in step with pyproject.toml; --upgrade takes the newest versions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

uv=$(scripts/environment.sh uv)
# 3.11 means 3.11.0 here: redis needs async-timeout before 3.11.3, and Debian 12 has 3.11.2.
# Hashes say which files are meant. An address would tie everybody to one package registry.
compile=("$uv" pip compile --quiet --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --no-header
  --python-version 3.11)

"${compile[@]}" "$@" pyproject.toml --output-file requirements.lock
"${compile[@]}" "$@" pyproject.toml --group dev --extra onnx --constraints requirements.lock --output-file requirements-dev.lock
[ "${1:-}" = --upgrade ] && echo uv | "${compile[@]}" --no-config --upgrade - --output-file scripts/uv.lock.txt >/dev/null
git --no-pager diff --stat -- requirements.lock requirements-dev.lock scripts/uv.lock.txt
