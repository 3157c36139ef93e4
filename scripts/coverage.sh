#!/usr/bin/env bash
# Says what the tests did not reach, and fails when it is too much.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly OF_EVERYTHING=90 OF_THE_CORE=99
readonly CORE='bot/domain_model/*,bot/services/*,actions/*'

.venv/bin/python -m coverage report --precision=2 --fail-under=$OF_EVERYTHING
.venv/bin/python -m coverage report --include="$CORE" --precision=2 --fail-under=$OF_THE_CORE --format=total >/dev/null || {
  echo "The core ($CORE) is reached by less than $OF_THE_CORE %:" >&2
  .venv/bin/python -m coverage report --include="$CORE" --precision=2
  exit 1
}
