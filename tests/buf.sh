#!/usr/bin/env bash
# Lints the contracts and compares them with the released image. With --release: makes the image anew.
set -euo pipefail
cd "$(dirname "$0")"

buf=$PWD/buf/node_modules/.bin/buf
version=$(sed -n 's/.*"@bufbuild\/buf": "\([0-9.]*\)".*/\1/p' buf/package.json)
if [ "$("$buf" --version 2>/dev/null)" != "$version" ]; then
  npm ci --prefix buf --no-audit --no-fund --silent
fi

cd ../protos
"$buf" lint
if [ "${1:-}" = --release ]; then
  "$buf" build --exclude-source-info -o released.binpb
else
  "$buf" breaking --against released.binpb
fi
