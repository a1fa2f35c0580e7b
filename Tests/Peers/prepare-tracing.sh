#!/bin/sh
# Makes Python environments with the third-party tracing peers (py_zipkin, OpenTelemetry) for
# Tests/Peers. Two of them, because OpenTelemetry's exporters for JSON and for protobuf want
# different versions of what they share. Safe to run again and as root; never fails: says why when it
# leaves the peers out.

root=$(cd "$(dirname "$0")/../.." && pwd) || exit 0
json="$root/.build/tracing-json-venv"
protobuf="$root/.build/tracing-protobuf-venv"
log="$root/.build/tracing-venv.log"
python=${PYTHON:-python3}

skip() {
    echo "workshop: tests against tracing peers are skipped: $1"
    exit 0
}

complete() {
    "$json/bin/python" - 2>/dev/null <<'CHECK' && "$protobuf/bin/python" - 2>/dev/null <<'CHECK2'
import importlib.metadata as m, py_zipkin, opentelemetry.sdk, jsonschema, requests
assert m.version("py_zipkin") == "1.2.8"
assert m.version("opentelemetry-exporter-otlp-json-http") == "0.66b1"
assert m.version("opentelemetry-exporter-zipkin-json") == "1.45.1"
CHECK
import importlib.metadata as m, opentelemetry.sdk
assert m.version("opentelemetry-exporter-otlp-proto-http") == "1.45.2"
CHECK2
}

make_one() {
    folder=$1
    shift
    rm -rf "$folder"
    "$python" -m venv "$folder" >"$log" 2>&1 ||
        skip "$python cannot make an environment (apt: python3-venv); see $log"
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
        "$folder/bin/pip" install --quiet "$@" >"$log" 2>&1 ||
        skip "pip cannot install $* (no network?); see $log"
}

mkdir -p "$root/.build" || skip "$root/.build cannot be made"
if command -v flock >/dev/null; then
    exec 9>"$json.lock"
    flock -w 300 9 || skip "another run holds $json.lock for five minutes"
fi
complete && exit 0
command -v "$python" >/dev/null || skip "there is no $python"
make_one "$json" py_zipkin==1.2.8 requests jsonschema==4.26.0 opentelemetry-sdk==1.45.2 \
    opentelemetry-exporter-zipkin-json==1.45.1 opentelemetry-exporter-otlp-json-http==0.66b1
make_one "$protobuf" opentelemetry-exporter-otlp-proto-http==1.45.2
complete || skip "the peers do not import; see $log"
