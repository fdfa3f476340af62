#!/usr/bin/env bash
# Builds everything without warnings and runs all tests. Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
# Build servers would outlive this script.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet build DataBus.sln -warnaserror
dotnet format DataBus.sln --verify-no-changes --no-restore
status=0
timeout 1200 dotnet test --solution DataBus.sln --no-build --results-directory "$results" --report-xunit-trx || status=$?
counters=$(grep -ho '<Counters [^>]*' "$results"/*.trx)
sum() { grep -o " $1=\"[0-9]*\"" <<<"$counters" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum passed)
failed=$(sum failed)
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
