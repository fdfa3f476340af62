#!/usr/bin/env bash
# Makes the Go types of the contract and the program: build.sh [FOLDER]; the program is FOLDER/follow, without one ./follow.
# With the libraries of Debian, which lie under /usr/share/gocode; where the module proxy is at hand, "go mod init" does as well.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "${1:-$here}" && cd "${1:-$here}" && pwd)
path=$(mktemp -d)
trap 'rm -rf "$path"' EXIT
mkdir -p "$path/src/follow"
cd "$here/../../../protos"
# What the service needs, file by file: the contract names no Go package, so each is told.
mapfile -t files < <(protoc -I . --descriptor_set_out=/dev/null --dependency_out=/dev/stdout databus/v1/delivery.proto | grep -o 'databus/v1/[a-z_]*\.proto')
mapfile -t packages < <(printf -- '--go_opt=M%s=databus/v1;databusv1\n' "${files[@]}")
protoc -I . --go_out="$path/src" "${packages[@]}" "${files[@]}"
cp "$here"/*.go "$path/src/follow/"
GO111MODULE=off GOPATH="$path:/usr/share/gocode" go build -o "$out/follow" follow
