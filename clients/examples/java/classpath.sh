#!/usr/bin/env bash
# Says where the libraries of Debian lie; elsewhere take grpc-netty-shaded, grpc-protobuf, grpc-stub and gson of one age.
set -euo pipefail
jars=(protobuf grpc-api grpc-context grpc-core grpc-netty grpc-protobuf grpc-protobuf-lite grpc-stub guava gson opencensus-api
  netty-buffer netty-codec netty-codec-http netty-codec-http2 netty-common netty-handler netty-resolver netty-transport jctools-core perfmark-api geronimo-annotation-1.3-spec)
paths=("${jars[@]/#//usr/share/java/}")
paths=("${paths[@]/%/.jar}")
(IFS=: && echo "${paths[*]}")
