#!/usr/bin/env bash
# Runs the program that build.sh made; CLASSES is its folder if another than ./classes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec java -cp "${CLASSES:-$here/classes}:$("$here/classpath.sh")" follow.Follow "$@"
