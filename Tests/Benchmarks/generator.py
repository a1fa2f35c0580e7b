"""The load generator: load.c, compiled once a run."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess

from scratch import Scratch, Unavailable, tool


@dataclasses.dataclass
class Load:
    """How a server is asked: connections, requests in flight on each, and for how long (s)."""

    connections: int
    in_flight: int
    seconds: float
    warm_up: float = 0.3
    # At most so many requests a second; without it as many as are answered.
    per_second: float | None = None

    @property
    def name(self) -> str:
        if self.connections * self.in_flight == 1:
            return "1 at a time"
        return f"{self.connections} x {self.in_flight}"


@dataclasses.dataclass
class LoadResult:
    """What came of it; latencies in milliseconds."""

    per_second: float
    p50: float
    p99: float


class Generator:
    """Compiles load.c and runs it."""

    def __init__(self, scratch: Scratch):
        self._scratch = scratch
        self._program = scratch.path("load")
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "load.c")
        words = [tool("cc", "gcc"), "-O2", "-o", self._program, source]
        compiled = subprocess.run(words, capture_output=True, text=True)
        if compiled.returncode:
            raise Unavailable(f"load.c does not compile: {compiled.stderr.strip()}")

    def requests(self, name: str, requests: list[bytes]) -> str:
        """Writes requests where `run` can find them."""
        path = self._scratch.path(name + ".hex")
        with open(path, "w") as file:
            file.writelines(request.hex() + "\n" for request in requests)
        return path

    def run(self, protocol: str, port: int, load: Load, requests: str) -> LoadResult:
        """Asks with `protocol` (bolt, http, resp); a failed request makes a figure unavailable."""
        return self.start(protocol, port, load, requests).result()

    def start(self, protocol: str, port: int, load: Load, requests: str) -> RunningLoad:
        """Asks while something else is measured; the load ends by itself, or with the run."""
        words = [self._program, protocol, port, load.connections, load.in_flight, load.warm_up,
                 load.seconds, requests, *([load.per_second] if load.per_second else [])]
        process = self._scratch.start([str(word) for word in words], text=True,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return RunningLoad(process, patience=load.warm_up + load.seconds + 10)


class RunningLoad:
    """A load under way; what it prints is short enough to wait in its pipe."""

    def __init__(self, process: subprocess.Popen, patience: float):
        self._process = process
        self._patience = patience

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def result(self) -> LoadResult:
        """Waits for the end."""
        output, errors = self._process.communicate(timeout=self._patience)
        if self._process.returncode:
            raise Unavailable(errors.strip())
        result = json.loads(output)
        if result["failures"]:
            raise Unavailable(f"{result['failures']} of {result['operations']} requests failed")
        return LoadResult(result["perSecond"], result["p50"], result["p99"])
