"""Calls over Bolt: our account service, beside anthunder's server and redis PING in one run."""

from __future__ import annotations

import socket

import anchors
from generator import Generator, Load, LoadResult
from home import SERVICE, Home
from scratch import Scratch, Unavailable
from table import Report
from wire import BoltFrame, field, heartbeat, service_call, take_frame

PART = "Bolt"
ROUNDS = 3
USER, METHOD = "caller0", "queryBalance"
LOADS = (Load(1, 1, 1.0), Load(1, 64, 1.0), Load(64, 1, 1.0))
OURS, THEIRS = "account service, queryBalance", "anthunder 0.8.1, the same call"


def measure(report: Report, scratch: Scratch, binary: str) -> None:
    generator = Generator(scratch)
    home = Home(scratch, binary, split=True)
    home.up()
    home.wait_selling(USER)
    call = service_call(SERVICE, METHOD, field(1, 1) + field(2, USER))
    answer = ask_once(home.ports["account"], call)
    targets = {
        OURS: ("bolt", home.ports["account"], call.encoded()),
        "account service, heartbeat": ("bolt", home.ports["account"], heartbeat().encoded()),
    }
    add_anchors(report, scratch, targets, answer)
    results = {name: {load.name: [] for load in LOADS} for name in targets}
    for _ in range(ROUNDS):
        for load in LOADS:
            for name, (protocol, port, request) in targets.items():
                requests = generator.requests("bolt", [request])
                results[name][load.name].append(generator.run(protocol, port, load, requests))
    for load in LOADS:
        add_figures(report, load, {name: each[load.name] for name, each in results.items()})
    home.down()


def add_anchors(report: Report, scratch: Scratch, targets: dict, answer: BoltFrame) -> None:
    """Starts the anchors that can be had here."""
    def anthunder() -> tuple:
        port = anchors.start_anthunder(scratch, SERVICE, METHOD, answer.content)
        ask_once(port, targets[OURS][2])
        return "bolt", port, targets[OURS][2]

    def redis() -> tuple:
        return "resp", anchors.start_redis(scratch), b"PING\r\n"

    for name, start in (THEIRS, anthunder), ("redis PING", redis):
        try:
            targets[name] = start()
        except Unavailable as reason:
            report.skip(PART, name, str(reason))


def add_figures(report: Report, load: Load, results: dict[str, list[LoadResult]]) -> None:
    theirs = report_median(results.get(THEIRS))
    for name, rounds in results.items():
        ours = name.startswith("account service")
        bound = {"bound": theirs, "better": "higher", "promise": "(anthunder)"} \
            if name == OURS and theirs else {}
        label = f"{load.name}: {name}"
        report.add(PART, label + ": calls", "per s", [each.per_second for each in rounds],
                   beside=not ours, **bound)
        report.add(PART, label + ": p50", "ms", [each.p50 for each in rounds], beside=not ours)
        report.add(PART, label + ": p99", "ms", [each.p99 for each in rounds], beside=not ours)


def report_median(rounds: list[LoadResult] | None) -> float | None:
    return sorted(each.per_second for each in rounds)[len(rounds) // 2] if rounds else None


def ask_once(port: int, request: BoltFrame | bytes) -> BoltFrame:
    """One call before the load; ``Unavailable`` when it is refused."""
    frame = request.encoded() if isinstance(request, BoltFrame) else request
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(frame)
        buffer = bytearray()
        while not (answer := take_frame(buffer)):
            received = connection.recv(65536)
            if not received:
                raise Unavailable(f"port {port} closed the connection")
            buffer += received
    done = field(1, 1)
    if answer.status or not answer.content.startswith(done):
        raise Unavailable(f"the call is refused with status {answer.status}: {answer.content!r}")
    return answer
