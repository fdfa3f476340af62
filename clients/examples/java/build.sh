#!/usr/bin/env bash
# Makes the Java classes of the contract and the program: build.sh [FOLDER]; without one, in ./classes. With the libraries of Debian.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "${1:-$here/classes}" && cd "${1:-$here/classes}" && pwd)
sources=$(mktemp -d)
trap 'rm -rf "$sources"' EXIT
cd "$here/../../../protos"
# What the service needs, file by file.
mapfile -t files < <(protoc -I . --descriptor_set_out=/dev/null --dependency_out=/dev/stdout databus/v1/delivery.proto | grep -o 'databus/v1/[a-z_]*\.proto')
protoc -I . --java_out="$sources" --plugin=protoc-gen-grpc-java="$(command -v grpc_java_plugin)" --grpc-java_out="$sources" "${files[@]}"
find "$sources" "$here/follow" -name '*.java' -print0 | xargs -0 javac -nowarn -encoding UTF-8 -cp "$("$here/classpath.sh")" -d "$out"
