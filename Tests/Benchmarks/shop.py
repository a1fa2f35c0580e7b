"""A purchase through HTTP: in the monolith, and split, where HTTP is followed by a Bolt call."""

from __future__ import annotations

import json
import os
import time

from generator import Generator, Load
from home import Home
from scratch import Scratch, Unavailable
from table import Report, percentile

PART = "A purchase"
ROUNDS = 3
DISK_WRITES = 300
# Every user starts with 10,000 copies and money for them, so that nothing is refused on the way.
USERS = 40
LOADS = (Load(1, 1, 1.5), Load(16, 1, 1.5))


def measure(report: Report, scratch: Scratch, binary: str) -> None:
    generator = Generator(scratch)
    for split, name in (False, "monolith, HTTP"), (True, "split, HTTP then Bolt"):
        try:
            measure_form(report, scratch, generator, Home(scratch, binary, split), name)
        except Unavailable as reason:
            report.skip(PART, name, str(reason))
    measure_disk(report, scratch)


def measure_form(report: Report, scratch: Scratch, generator: Generator, home: Home,
                 name: str) -> None:
    home.up()
    requests = customers(home, generator)
    for load in LOADS:
        results = [generator.run("http", home.ports["bookstore"], load, requests)
                   for _ in range(ROUNDS)]
        clients = "1 client" if load.connections == 1 else f"{load.connections} clients"
        label = f"{name}, {clients}"
        report.add(PART, f"{label}: purchases", "per s", [each.per_second for each in results])
        report.add(PART, f"{label}: p50", "ms", [each.p50 for each in results])
        report.add(PART, f"{label}: p99", "ms", [each.p99 for each in results])
    home.down()


def measure_disk(report: Report, scratch: Scratch) -> None:
    """What the disk takes for one durable write: a purchase cannot be faster by itself."""
    times = []
    with open(scratch.path("page"), "wb", buffering=0) as file:
        for _ in range(DISK_WRITES):
            start = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - start) * 1e3)
    for part, label in (0.5, "p50"), (0.99, "p99"):
        report.add(PART, f"one page written to this disk, fdatasync: {label}", "ms",
                   [percentile(times, part)], beside=True)


def customers(home: Home, generator: Generator) -> str:
    """Makes users who can pay for what they are going to buy; gives their purchases."""
    users = [f"buyer{number}" for number in range(USERS)]
    home.wait_selling(users[0])
    for user in users:
        home.post("/createUser", {"userName": user})
    return generator.requests("purchase", [purchase(user) for user in users])


def purchase(user: str) -> bytes:
    """One purchase, as a browser would send it."""
    body = json.dumps({"userName": user, "productCode": "00002", "count": 1}).encode()
    head = (
        "POST /purchase HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
