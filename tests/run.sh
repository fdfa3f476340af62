#!/usr/bin/env bash
# Everything that must hold before a change is done: contracts linted, built without warnings, formatted, tested.
# Installs through apt and npm what the tests need and is missing. Last line, alone: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."

# Build servers would outlive this script; texts are the same on every machine.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DEBIAN_FRONTEND=noninteractive
# Every process that descends from here carries this mark: so a part that a test left behind is found at the end.
export DATABUS_TEST_RUN="$$-$RANDOM"

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
deadline=$((SECONDS + 1440))
passed=0
failed=0

# step NAME SECONDS COMMAND...: runs it within its own time and that of the whole; a failure is said and counted.
step() {
  local name=$1 limit=$2 began=$SECONDS status=0
  shift 2
  local left=$((deadline - SECONDS))
  [ "$limit" -le "$left" ] || limit=$left
  echo "== $name"
  if [ "$limit" -le 0 ]; then
    status=124
  else
    timeout --kill-after=10 "$limit" "$@" || status=$?
  fi
  [ "$status" -ne 124 ] || echo "== $name: not done within its time ($limit s)" >&2
  if [ "$status" -ne 0 ]; then
    echo "== $name: FAILED (status $status)" >&2
    failed=$((failed + 1))
  fi
  echo "== $name: $((SECONDS - began)) s"
  return "$status"
}

install_missing() {
  local missing=() root=()
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  # What the examples in other languages need. In Python; the one in Node.js brings its packages by npm.
  /usr/bin/python3 -c 'import grpc' 2>/dev/null || missing+=(python3-grpcio)
  command -v protoc >/dev/null || missing+=(protobuf-compiler)
  [ -f /usr/include/google/protobuf/descriptor.proto ] || missing+=(libprotobuf-dev)
  # Those in Go and Java: compilers, plug-ins of protoc, libraries.
  local go=/usr/share/gocode/src jars=/usr/share/java
  command -v go >/dev/null || missing+=(golang-go)
  command -v protoc-gen-go >/dev/null || missing+=(protoc-gen-go)
  [ -d "$go/google.golang.org/grpc" ] || missing+=(golang-google-grpc-dev)
  [ -d "$go/github.com/golang/protobuf" ] || missing+=(golang-github-golang-protobuf-1-5-dev)
  command -v javac >/dev/null || missing+=(openjdk-17-jdk-headless)
  command -v grpc_java_plugin >/dev/null || missing+=(protobuf-compiler-grpc-java-plugin)
  [ -f "$jars/grpc-netty.jar" ] || missing+=(libgrpc-java)
  [ -f "$jars/protobuf.jar" ] || missing+=(libprotobuf-java)
  [ -f "$jars/netty-codec-http2.jar" ] || missing+=(libnetty-java)
  [ -f "$jars/guava.jar" ] || missing+=(libguava-java)
  [ -f "$jars/gson.jar" ] || missing+=(libgoogle-gson-java)
  [ -f "$jars/perfmark-api.jar" ] || missing+=(libperfmark-java)
  [ -f "$jars/geronimo-annotation-1.3-spec.jar" ] || missing+=(libgeronimo-annotation-1.3-spec-java)
  # Bureaus' databases: servers that tests start themselves, over folders of their own.
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql-15)
  [ -x /usr/sbin/mariadbd ] || missing+=(mariadb-server-core)
  [ "${#missing[@]}" -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  # Runlevel 1: packages that bring a service do not start it.
  "${root[@]}" apt-get update -q && "${root[@]}" env RUNLEVEL=1 apt-get install -q -y --no-install-recommends "${missing[@]}"
}
export -f install_missing

count() { grep -ho '<Counters [^>]*' "$results"/*.trx 2>/dev/null | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }

# Ends processes of this run that are still there; one is a failure. Our own shell got the mark after its start, so it has it not.
end_what_is_left() {
  local pid left=0
  for pid in $(grep -lsF "DATABUS_TEST_RUN=$DATABUS_TEST_RUN" /proc/[0-9]*/environ | cut -d/ -f3); do
    [ -d "/proc/$pid" ] || continue
    echo "left behind: $pid $(tr '\0' ' ' <"/proc/$pid/cmdline")" >&2
    kill -KILL "$pid"
    left=1
  done
  failed=$((failed + left))
}

step "install what is missing" 300 bash -c install_missing
[ ! -f tests/buf.sh ] || step "contracts: lint and breaking changes" 240 bash tests/buf.sh
if step "build without warnings" 600 dotnet build DataBus.sln -warnaserror -v quiet; then
  step "format" 420 dotnet format DataBus.sln --verify-no-changes --no-restore
  before=$failed
  step "tests" 1080 dotnet test --solution DataBus.sln --no-build --results-directory "$results" --report-xunit-trx
  # The runner's own count, not that of steps; a run that broke off without a failed test is one failure.
  passed=$(count passed)
  test_failures=$(count failed)
  [ "$test_failures" -eq 0 ] || failed=$((before + test_failures))
  [ "$passed" -gt 0 ] || [ "$failed" -gt 0 ] || failed=1
fi
end_what_is_left

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
