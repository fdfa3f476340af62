#!/usr/bin/env bash
# Makes the Python classes of the contract: generate.sh [FOLDER]; without one, beside follow.py.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
cd "$here/../../../protos"
mkdir -p "$out"
protoc -I . --python_out="$out" databus/v1/*.proto
