"""A workshop in a scratch home: its files with free ports, its supervisor, what it answers."""

from __future__ import annotations

import glob
import http.client
import json
import os
import signal
import socket
import subprocess
import time

from scratch import Scratch, Unavailable, alive, free_port

USER = "bench0"
LABS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Labs")
SERVICE = f"io.sofastack.balancemng.facade.BalanceMngFacade:1.0:{USER}"

WORKSHOP = ("registry:\n  port: {registry}\n  http: {registry_http}\n"
            "tracer:\n  port: {tracer}\nlookout:\n  port: {lookout}\n")

ACCOUNT = """\
name: balance_mng
port: {account}
instances: {accounts}
uniqueId: {user}
registry: 127.0.0.1:{registry}
{traced}services:
  - interface: BalanceMngFacade
    binding: {published}
"""

BOOKSTORE = """\
name: stock_mng
port: {bookstore}
uniqueId: {user}
registry: 127.0.0.1:{registry}
{traced}services: []
references:
  - interface: BalanceMngFacade
    binding: {referenced}
"""


class SocketConnection(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: str, timeout: float):
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Home:
    """One home. `split` publishes the account over Bolt; else the bookstore is a monolith."""

    def __init__(self, scratch: Scratch, binary: str, split: bool, traced: bool = False,
                 accounts: int = 1):
        self.binary = binary
        self.split = split
        self.traced = traced
        self.accounts = accounts
        form = ("split" if split else "monolith") + ("-traced" if traced else "")
        self.folder = scratch.subfolder(form)
        self.runtime = scratch.subfolder("r")
        self.ports = {name: free_port()
                      for name in ("registry", "registry_http", "bookstore", "account", "tracer",
                                   "lookout")}
        self.supervisor: int | None = None
        # What `workshop up` exited with and printed, to be told when nothing becomes ready.
        self._came_up = ""
        self._scratch = scratch
        self._write_files()
        scratch.finally_call(self.end)

    @property
    def expected(self) -> list[str]:
        """The components that have to be ready."""
        further = [f"account-{number}" for number in range(2, self.accounts + 1)]
        accounts = ["account", *further] if self.split else []
        return ["registry", *accounts, "bookstore"]

    @property
    def environment(self) -> dict[str, str]:
        """Ours, with nothing of the user's own workshop in it."""
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("WORKSHOP_", "XDG_")) and name not in ("LINES", "COLUMNS")}
        return kept | {"XDG_RUNTIME_DIR": self.runtime, "HOME": self.folder, "WORKSHOP_LABS": LABS,
                       "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}

    def _write_files(self) -> None:
        names = self.ports | {
            "user": USER,
            "accounts": self.accounts,
            "published": "bolt" if self.split else "none",
            "referenced": "bolt" if self.split else "local",
            "traced": f"tracer: 127.0.0.1:{self.ports['tracer']}\n" if self.traced else "",
        }
        for file, text in ("workshop", WORKSHOP), ("account", ACCOUNT), ("bookstore", BOOKSTORE):
            with open(os.path.join(self.folder, file + ".yaml"), "w") as target:
                target.write(text.format(**names))

    # Running it -----------------------------------------------------------------------------

    def command(self, *words: str) -> list[str]:
        return [self.binary, *words, "--home", self.folder]

    def run(self, *words: str, patience: float = 20) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(*words), env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=patience)

    def up(self) -> float:
        """Starts the workshop; gives the seconds until every expected component was ready."""
        start = time.perf_counter()
        try:
            done = self.run("up", "--detach")
        except subprocess.TimeoutExpired as late:
            raise Unavailable(f"`workshop up` did not return: {words_of(late)}") from None
        self._came_up = f"`workshop up` exited with {done.returncode}: {words_of(done)}"
        if done.returncode:
            raise Unavailable(self._came_up)
        self.wait_ready(self.expected)
        seconds = time.perf_counter() - start
        self.learn_supervisor()
        return seconds

    def learn_supervisor(self) -> int:
        """Asks who supervises, and has it ended with the run."""
        try:
            pid = self.supervisor = self.ask("/info")["pid"]
        except OSError as error:
            raise Unavailable(f"no supervisor answers: {error}{self._how_it_came_up}") from None
        self._scratch.adopt(pid)
        return pid

    def down(self) -> float:
        """Ends the workshop; gives the seconds until no process of it was left."""
        if not self.supervisor or not alive(self.supervisor):
            return 0
        pids = [self.supervisor, *self.pids().values()]
        start = time.perf_counter()
        done = self.run("down")
        wait_gone(pids, 5)
        seconds = time.perf_counter() - start
        if done.returncode:
            raise Unavailable(f"workshop down failed: {(done.stderr or done.stdout).strip()}")
        return seconds

    def end(self) -> None:
        """Ends what may still run, also a supervisor that came up after nobody waited for it."""
        try:
            self.learn_supervisor()
        except (Unavailable, OSError, http.client.HTTPException):
            return
        self.down()

    # Asking it ------------------------------------------------------------------------------

    @property
    def control_socket(self) -> str:
        found = glob.glob(os.path.join(self.runtime, "workshop", "*", "control.sock"))
        if not found:
            raise ConnectionRefusedError("there is no control socket yet")
        return found[0]

    def ask(self, path: str, method: str = "GET", wait: float = 0) -> dict:
        """Asks the supervisor on its control socket."""
        connection = SocketConnection(self.control_socket, wait + 5)
        try:
            connection.request(method, path)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def components(self) -> dict[str, dict]:
        return {item["name"]: item for item in self.ask("/snapshot")["components"]}

    def pids(self) -> dict[str, int]:
        """The process of each component that has one."""
        return {name: item["pid"] for name, item in self.components().items() if item.get("pid")}

    def wait_ready(self, names: list[str], other_than: set[int] = frozenset(),
                   patience: float = 10) -> None:
        """Returns once the named components are ready, in processes other than the given ones."""
        until = time.monotonic() + patience
        revision, states = -1, {}
        while time.monotonic() < until:
            try:
                snapshot = self.ask(f"/snapshot?after={max(revision, 0)}&wait=1000"
                                    if revision >= 0 else "/snapshot", wait=1)
            except (OSError, http.client.HTTPException):
                time.sleep(0.005)
                continue
            revision = snapshot["revision"]
            states = {item["name"]: item for item in snapshot["components"]}
            if all(name in states and states[name]["state"] == "ready"
                   and states[name].get("pid") not in other_than for name in names):
                return
        found = {name: item["state"] for name, item in states.items()} or "no supervisor answers"
        raise Unavailable(
            f"{names} are not ready after {patience} s: {found}{self._how_it_came_up}")

    @property
    def _how_it_came_up(self) -> str:
        return f"; {self._came_up}" if self._came_up else ""

    def post(self, path: str, body: dict) -> tuple[int, dict | list]:
        """Asks the bookstore."""
        connection = http.client.HTTPConnection("127.0.0.1", self.ports["bookstore"], timeout=10)
        try:
            connection.request("POST", path, json.dumps(body),
                               {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"null")
        finally:
            connection.close()

    def wait_selling(self, user: str, patience: float = 10) -> None:
        """Returns once a purchase goes through: in a split shop the account was found."""
        until = time.monotonic() + patience
        while True:
            try:
                self.post("/createUser", {"userName": user})
                answer = self.post(
                    "/purchase", {"userName": user, "productCode": "00002", "count": 1})
                if answer[0] == 200:
                    return
            except OSError as error:
                answer = error
            if time.monotonic() > until:
                raise Unavailable(f"no purchase succeeds after {patience} s: {answer}")
            time.sleep(0.05)


def words_of(done: subprocess.CompletedProcess | subprocess.TimeoutExpired) -> str:
    """What a command printed, on one line; also of one that was given up."""
    texts = [text.decode("utf-8", "replace") if isinstance(text, bytes) else text or ""
             for text in (done.stdout, done.stderr)]
    return " ".join(" ".join(texts).split()) or "it printed nothing"


def wait_gone(pids: list[int], patience: float) -> None:
    """Returns once none of the processes is left."""
    until = time.monotonic() + patience
    while any(map(alive, pids)):
        if time.monotonic() > until:
            left = [pid for pid in pids if alive(pid)]
            raise Unavailable(f"processes {left} are left after {patience} s")
        time.sleep(0.002)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
