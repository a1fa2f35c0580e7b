#!/bin/sh
# Writes the .pb.swift files anew from the .proto files. Needed only after a .proto file changed;
# what it writes is committed, so that a build needs no generator.
#
#   apt-get install protobuf-compiler
#   swift build --package-path .build/checkouts/swift-protobuf --product protoc-gen-swift --scratch-path /tmp/protoc-gen-swift
#   PLUGIN=/tmp/protoc-gen-swift/debug/protoc-gen-swift Sources/Components/protos-regenerate.sh
set -eu
cd "$(dirname "$0")"
for proto in Registry/Client/Protos/registry.proto Account/API/Protos/account.proto \
    Tracer/Service/Protos/otlp.proto; do
    folder=$(dirname "$proto")
    visibility=Public
    if [ "$proto" = Tracer/Service/Protos/otlp.proto ]; then visibility=Internal; fi
    protoc --plugin=protoc-gen-swift="${PLUGIN:-protoc-gen-swift}" --proto_path="$folder" \
        --swift_opt=Visibility=$visibility --swift_out="$folder" "$proto"
done
