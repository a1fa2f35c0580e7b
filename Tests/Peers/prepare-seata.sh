#!/bin/sh
# Makes a Python environment with seata-python, a client of Seata's coordinator, for Tests/Peers. Its own
# pins are years old; what it needs of them is named here. Safe to run again and as root; never fails:
# says why when it leaves the peer out.

root=$(cd "$(dirname "$0")/../.." && pwd) || exit 0
venv="$root/.build/seata-venv"
log="$root/.build/seata-venv.log"
python=${PYTHON:-python3}

skip() {
    echo "workshop: tests against seata-python are skipped: $1"
    exit 0
}

complete() {
    "$venv/bin/python" - 2>/dev/null <<'CHECK'
import importlib.metadata as m, pymysql, loguru, dbutils, antlr4, seata
assert m.version("seata-python") == "0.1"
CHECK
}

mkdir -p "$root/.build" || skip "$root/.build cannot be made"
if command -v flock >/dev/null; then
    exec 9>"$venv.lock"
    flock -w 300 9 || skip "another run holds $venv.lock for five minutes"
fi
command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] ||
    skip "there is no MariaDB (apt: mariadb-server-core)"
complete && exit 0
command -v "$python" >/dev/null || skip "there is no $python"
rm -rf "$venv"
"$python" -m venv "$venv" >"$log" 2>&1 ||
    skip "$python cannot make an environment (apt: python3-venv); see $log"
install() {
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
        "$venv/bin/pip" install --quiet "$@" >>"$log" 2>&1 ||
        skip "pip cannot install $* (no network?); see $log"
}
install --no-deps seata-python==0.1 antlr4-mysql==0.1.1
install loguru PyYAML "protobuf<3.21" DBUtils antlr4-python3-runtime==4.9.2 pymysql
complete || skip "seata-python does not import; see $log"
