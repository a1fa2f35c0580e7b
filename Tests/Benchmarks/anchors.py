"""Other people's servers, started for one run on free ports: what our figures stand beside."""

from __future__ import annotations

import os
import subprocess
import sys

from scratch import Scratch, Unavailable, free_port, tool, wait_for_port

HERE = os.path.dirname(os.path.abspath(__file__))
ANTHUNDER = "anthunder==0.8.1"


def start_redis(scratch: Scratch) -> int:
    """redis-server without persistence; gives its port."""
    port = free_port()
    scratch.start([
        tool("redis-server", "redis-server"), "--bind", "127.0.0.1", "--port", str(port),
        "--save", "", "--appendonly", "no", "--dir", scratch.subfolder("redis")])
    wait_for_port(port)
    return port


def start_etcd(scratch: Scratch) -> int:
    """One etcd member; gives its port for clients."""
    port, peers = free_port(), free_port()
    client, peer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{peers}"
    scratch.start([
        tool("etcd", "etcd-server"), "--data-dir", scratch.subfolder("etcd"),
        "--listen-client-urls", client, "--advertise-client-urls", client,
        "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
        "--initial-cluster", f"default={peer}"])
    wait_for_port(port)
    return port


def start_anthunder(scratch: Scratch, service: str, method: str, answer: bytes) -> int:
    """anthunder's server with one method that always answers the same; gives its port."""
    port = free_port()
    scratch.start([
        anthunder_python(), os.path.join(HERE, "anthunder_server.py"), str(port), service,
        method, answer.hex()])
    wait_for_port(port)
    return port


def anthunder_python() -> str:
    """A Python that can import anthunder, installed at the first run and kept for later ones."""
    folder = os.path.join(HERE, ".build", "venv")
    python = os.path.join(folder, "bin", "python")
    if os.path.exists(python) and can_import_anthunder(python):
        return python
    for words in (
        [sys.executable, "-m", "venv", folder],
        [folder + "/bin/pip", "install", "--quiet", "--disable-pip-version-check", ANTHUNDER],
    ):
        done = subprocess.run(words, capture_output=True, text=True, timeout=120)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise Unavailable(f"{ANTHUNDER} cannot be installed: {said[-1] if said else ''}")
    return python


def can_import_anthunder(python: str) -> bool:
    words = [python, "-c", "import anthunder"]
    return subprocess.run(words, capture_output=True, timeout=30).returncode == 0
