#!/bin/sh
# Makes a Python environment with the third-party peers (anthunder, prometheus_client) for Tests/Peers,
# and unpacks Debian's Prometheus beside it: installed, it would start a server on Lookout's port.
# Safe to run again and as root; never fails: says why when it leaves the peers out.

root=$(cd "$(dirname "$0")/../.." && pwd) || exit 0
venv="$root/.build/peers-venv"
log="$root/.build/peers-venv.log"
python=${PYTHON:-python3}

skip() {
    echo "workshop: tests against anthunder are skipped: $1"
    exit 0
}

complete() {
    "$venv/bin/python" - 2>/dev/null <<'CHECK'
import importlib.metadata, anthunder, google.protobuf, prometheus_client
assert importlib.metadata.version("anthunder") == "0.8.1"
CHECK
}

# A subshell of its own: what fails here leaves the Python peers alone.
unpack_prometheus() (
    target="$root/.build/peers-prometheus"
    [ -x "$target/usr/bin/promtool" ] && exit 0
    work=$(mktemp -d) && cd "$work" || exit 0
    if apt-get download prometheus >"$work/log" 2>&1 && mkdir -p "$target" \
        && dpkg -x prometheus_*.deb "$target" >>"$work/log" 2>&1; then
        echo "workshop: unpacked Debian's Prometheus for the tests"
    else
        rm -rf "$target"
        echo "workshop: tests against Prometheus are skipped: $(tail -n 1 "$work/log")"
    fi
    rm -rf "$work"
)

mkdir -p "$root/.build" || skip "$root/.build cannot be made"
if command -v flock >/dev/null; then
    exec 9>"$venv.lock"
    flock -w 300 9 || skip "another run holds $venv.lock for five minutes"
fi
unpack_prometheus
complete && touch "$venv/prometheus_client" && exit 0
command -v "$python" >/dev/null || skip "there is no $python"
rm -rf "$venv"
"$python" -m venv "$venv" >"$log" 2>&1 || skip "$python cannot make an environment (apt: python3-venv); see $log"
PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
    "$venv/bin/pip" install --quiet anthunder==0.8.1 protobuf prometheus-client==0.26.0 >"$log" 2>&1 ||
    skip "pip cannot install anthunder 0.8.1 and prometheus-client 0.26.0 (no network?); see $log"
complete || skip "anthunder or prometheus_client does not import; see $log"
touch "$venv/prometheus_client"
