#!/bin/sh
# Makes a Python environment with the third-party Bolt peer (anthunder) for Tests/Peers.
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
import importlib.metadata, anthunder, google.protobuf
assert importlib.metadata.version("anthunder") == "0.8.1"
CHECK
}

mkdir -p "$root/.build" || skip "$root/.build cannot be made"
if command -v flock >/dev/null; then
    exec 9>"$venv.lock"
    flock -w 300 9 || skip "another run holds $venv.lock for five minutes"
fi
complete && exit 0
command -v "$python" >/dev/null || skip "there is no $python"
rm -rf "$venv"
"$python" -m venv "$venv" >"$log" 2>&1 || skip "$python cannot make an environment (apt: python3-venv); see $log"
PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
    "$venv/bin/pip" install --quiet anthunder==0.8.1 protobuf >"$log" 2>&1 ||
    skip "pip cannot install anthunder 0.8.1 (no network?); see $log"
complete || skip "anthunder does not import; see $log"
