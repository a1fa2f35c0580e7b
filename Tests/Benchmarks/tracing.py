"""Tracing: what the collector takes, how fast it answers, how soon a span is there, what it costs."""

from __future__ import annotations

import http.client
import json
import os
import re
import statistics
import time

from generator import Generator, Load
from home import Home
from interface import Interface
from scratch import Scratch, Unavailable
from shop import USERS, purchase
from table import Report, percentile

PART = "Tracing"
ROUNDS = 3
BATCH = 500
SPANS = 100_000
PURCHASES = 30
# The screen's first row of the list, and how it shows a purchase with all its spans.
FIRST_TRACE = 4
WHOLE_PURCHASE = re.compile("POST /purchase .* 6 ")
COST_ROUNDS = 7
COST_LOAD = Load(16, 1, 1.5)
QUERIES = {
    "the newest ten": "/api/v2/traces?limit=10",
    "of one service": "/api/v2/traces?serviceName=balance_mng&limit=10",
    "by a tag that none has": "/api/v2/traces?annotationQuery=http.route%3D%2Fnone",
    "longer than any": "/api/v2/traces?minDuration=9000000",
    "dependencies": "/api/v2/dependencies",
    "services": "/api/v2/services",
}


def measure(report: Report, scratch: Scratch, binary: str) -> None:
    home = Home(scratch, binary, split=True, traced=True)
    home.up()
    home.wait_selling("buyer0")
    measure_delay(report, home)
    measure_screen(report, home)
    measure_collector(report, home)
    measure_queries(report, home)
    home.down()
    measure_cost(report, scratch, binary)


def measure_delay(report: Report, home: Home) -> None:
    """From the answer to a purchase until its trace has the account's spans."""
    delays = []
    for number in range(PURCHASES):
        before = {trace[0]["traceId"] for trace in ask(home, "/api/v2/traces?limit=50")}
        home.post("/purchase", {"userName": "buyer0", "productCode": "00002", "count": 1})
        start = time.perf_counter()
        while not any(whole(trace) for trace in ask(home, "/api/v2/traces?limit=50")
                      if trace[0]["traceId"] not in before):
            if time.perf_counter() - start > 5:
                raise Unavailable(f"purchase {number} has no trace")
            time.sleep(0.002)
        delays.append((time.perf_counter() - start) * 1e3)
    report.add(PART, "from a purchase's end to its whole trace: p50", "ms",
               [percentile(delays, 0.5)])
    report.add(PART, "from a purchase's end to its whole trace: p99", "ms",
               [percentile(delays, 0.99)], bound=500)


def measure_screen(report: Report, home: Home) -> None:
    """From the answer to a purchase until its trace, all spans of it, is the first row of the list."""
    delays = []
    with Interface(home, "--lang", "en", "--no-color") as interface:
        interface.first_paint()
        interface.open(b"5", "[5 ")
        interface.rest()
        for number in range(PURCHASES):
            before = interface.screen.row(FIRST_TRACE)
            home.post("/purchase", {"userName": "buyer0", "productCode": "00002", "count": 1})
            start = time.perf_counter()
            moment = interface.wait_for(
                lambda screen: screen.row(FIRST_TRACE) != before
                and WHOLE_PURCHASE.search(screen.row(FIRST_TRACE)) is not None, patience=5)
            if moment is None:
                raise Unavailable(f"purchase {number} is not on the screen:\n{interface.screen.text}")
            delays.append((moment - start) * 1e3)
    report.add(PART, "from a purchase's end to its trace on the screen: p50", "ms",
               [percentile(delays, 0.5)])
    report.add(PART, "from a purchase's end to its trace on the screen: p99", "ms",
               [percentile(delays, 0.99)], bound=500)


def whole(trace: list) -> bool:
    return any(span.get("name") == "post /purchase" for span in trace) and \
        any(span["localEndpoint"]["serviceName"] == "balance_mng" for span in trace)


def measure_collector(report: Report, home: Home) -> None:
    """Batches over one connection, by the collector's own processor time."""
    pid = home.pids()["tracer"]
    rates, walls = [], []
    for number in range(ROUNDS):
        bodies = [batch(number * SPANS + offset) for offset in range(0, SPANS, BATCH)]
        connection = http.client.HTTPConnection("127.0.0.1", home.ports["tracer"], timeout=30)
        cpu, start = cpu_seconds(pid), time.perf_counter()
        for body in bodies:
            connection.request("POST", "/api/v2/spans", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 202:
                raise Unavailable(f"the collector answers {answer.status}")
        walls.append(SPANS / (time.perf_counter() - start))
        rates.append(SPANS / max(1e-3, cpu_seconds(pid) - cpu))
        connection.close()
    report.add(PART, "collector: spans per second of one processor", "per s", rates,
               bound=20_000, better="higher")
    report.add(PART, f"collector: spans, one connection, {BATCH} a request", "per s", walls)
    with open(f"/proc/{pid}/status") as file:
        resident = next(line.split()[1] for line in file if line.startswith("VmRSS"))
    report.add(PART, "tracer: memory, its store full", "MB", [int(resident) / 1024])


def measure_queries(report: Report, home: Home) -> None:
    kept = ask(home, "/state")["spans"]
    for name, path in QUERIES.items():
        times = []
        for _ in range(7):
            start = time.perf_counter()
            ask(home, path, parse=False)
            times.append((time.perf_counter() - start) * 1e3)
        # The store may hold more than the promise speaks of.
        scaled = [each * min(1, SPANS / kept) for each in times]
        report.add(PART, f"query over {SPANS:,} spans: {name}", "ms",
                   [statistics.median(scaled)], bound=50)


def measure_cost(report: Report, scratch: Scratch, binary: str) -> None:
    """Purchases in a split shop, untraced and traced, in turns."""
    generator = Generator(scratch)
    homes = [Home(scratch, binary, split=True, traced=traced) for traced in (False, True)]
    users = [f"buyer{number}" for number in range(USERS)]
    for home in homes:
        home.up()
        home.wait_selling(users[0])
        for user in users:
            home.post("/createUser", {"userName": user})
    requests = generator.requests("purchase", [purchase(user) for user in users])
    rates: list[list[float]] = [[], []]
    for _ in range(COST_ROUNDS):
        for home, each in zip(homes, rates):
            each.append(generator.run("http", home.ports["bookstore"], COST_LOAD,
                                      requests).per_second)
    report.add(PART, "purchases, 16 clients, untraced", "per s", rates[0], beside=True)
    report.add(PART, "purchases, 16 clients, traced", "per s", rates[1],
               bound=0.95 * statistics.median(rates[0]), better="higher",
               promise="per s (95% of untraced)")
    for home in homes:
        home.down()


def batch(first: int) -> bytes:
    """A request of spans, five a trace, as our components send them."""
    now = int(time.time() * 1e6)
    spans = []
    for number in range(first, first + BATCH, 5):
        trace = f"7f000001{number:024x}"
        for place in range(5):
            span = {
                "traceId": trace, "id": f"{place + 1:016x}", "kind": "CLIENT" if place else "SERVER",
                "name": f"step {place}", "timestamp": now + place, "duration": 900 - place,
                "localEndpoint": {"serviceName": "balance_mng" if place > 2 else "stock_mng",
                                  "ipv4": "127.0.0.1"},
                "tags": {"origin.span.id": f"0.{place}", "req.size": "73", "result.code": "00",
                         "method": "minusBalance", "protocol": "bolt",
                         "service": "io.sofastack.balancemng.facade.BalanceMngFacade:1.0:user0"},
            }
            if place:
                span["parentId"] = f"{place:016x}"
                span["remoteEndpoint"] = {"serviceName": "balance.db"}
            spans.append(span)
    return json.dumps(spans).encode()


def cpu_seconds(pid: int) -> float:
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ask(home: Home, path: str, parse: bool = True):
    connection = http.client.HTTPConnection("127.0.0.1", home.ports["tracer"], timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Unavailable(f"the tracer answers {answer.status} to {path}")
        return json.loads(body) if parse else body
    finally:
        connection.close()
