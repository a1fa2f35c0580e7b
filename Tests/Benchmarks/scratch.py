"""What a run leaves behind: nothing. Temporary folders, ports and processes, ended by pid."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time


class Unavailable(Exception):
    """A figure cannot be measured here; the text says why."""


class Scratch:
    """A temporary folder and the processes started by a run; `end` removes and ends them all."""

    def __init__(self):
        # Short, since the paths of sockets below it have to stay under 100 bytes.
        self.folder = tempfile.mkdtemp(prefix="bench-", dir="/tmp")
        self._processes: list[subprocess.Popen] = []
        self._foreign: list[int] = []
        self._endings: list = []

    def __enter__(self) -> Scratch:
        return self

    def __exit__(self, *_) -> None:
        self.end()

    def path(self, *names: str) -> str:
        return os.path.join(self.folder, *names)

    def subfolder(self, name: str) -> str:
        """A new, empty folder with a name like the given one."""
        return tempfile.mkdtemp(prefix=name + "-", dir=self.folder)

    def start(self, words: list[str], **options) -> subprocess.Popen:
        """Starts a program that belongs to this run; its output goes to a file, or elsewhere."""
        with open(self.path(os.path.basename(words[0]) + ".log"), "ab") as log:
            streams = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            process = subprocess.Popen(words, **streams | options)
        self._processes.append(process)
        return process

    def adopt(self, pid: int) -> None:
        """Remembers a process that was started on our behalf and detached itself."""
        self._foreign.append(pid)

    def finally_call(self, ending) -> None:
        """Calls `ending` before the processes are ended, the last one first."""
        self._endings.append(ending)

    def end(self) -> None:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        for ending in reversed(self._endings):
            try:
                ending()
            except Exception as error:
                print(f"bench: while cleaning up: {error}", flush=True)
        for process in self._processes:
            end_process(process)
        for pid in filter(alive, self._foreign):
            os.kill(pid, signal.SIGKILL)
        self._endings, self._processes, self._foreign = [], [], []
        shutil.rmtree(self.folder, ignore_errors=True)
        signal.signal(signal.SIGINT, handler)


def end_process(process: subprocess.Popen, patience: float = 2) -> None:
    """Ends one process: politely, then at once."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits for its parent does not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def free_port() -> int:
    """A port nobody listens on, outside the range from which the kernel takes ports by itself."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def wait_for_port(port: int, patience: float = 10) -> None:
    """Returns once somebody listens on a port of this machine."""
    until = time.monotonic() + patience
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise Unavailable(f"nobody listens on port {port} after {patience} s") from None
            time.sleep(0.01)


def tool(name: str, package: str) -> str:
    """Where a program is; ``Unavailable`` names the package it comes in."""
    place = shutil.which(name)
    if not place:
        raise Unavailable(f"{name} is not installed (Debian package {package})")
    return place
