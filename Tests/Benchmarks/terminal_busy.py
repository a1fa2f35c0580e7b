"""The interface while the workshop works: logs that pour in, purchases, a check that comes true."""

from __future__ import annotations

import random
import time

from generator import Generator, Load
from home import Home
from interface import Interface, full, size
from program import Pieces
from scratch import Scratch, Unavailable
from screen import Screen
from shop import customers
from table import Report, percentile

SUBJECT = "the interface of a busy workshop"
# With the bookstore they make five components that log.
ACCOUNTS = 4
KEPT_LINES = 10_000
# A purchase is one line of the bookstore and one of an account.
LOGGING = Load(16, 1, seconds=12, per_second=1_000)
LINES_PER_SECOND = 2_000
KEY_SECONDS = 10
KEY_PAUSE = 0.05
SCROLLS = 50
BUYING = Load(4, 1, seconds=6, per_second=200)
LIVE_SECONDS = 5
# Output that is apart by more than this was painted by another frame.
SILENCE = 0.02
VERDICTS = 10
CHECK = "An order was paid inside"


def measure(report: Report, part: str, scratch: Scratch, binary: str) -> None:
    generator = Generator(scratch)
    split = Home(scratch, binary, split=True, accounts=ACCOUNTS)
    split.up()
    requests = customers(split, generator)
    measure_many_lines(report, part, split, generator, requests)
    measure_keys(report, part, split, generator, requests)
    split.down()
    monolith = Home(scratch, binary, split=False)
    monolith.up()
    measure_shop(report, part, monolith, generator)
    monolith.down()


# Logs -------------------------------------------------------------------------------------------


def measure_many_lines(report: Report, part: str, home: Home, generator: Generator,
                       requests: str) -> None:
    """Memory of an interface that has scrolled through as many lines as the supervisor keeps."""
    until, kept = time.monotonic() + 30, {}
    while sum(kept.values()) < KEPT_LINES and time.monotonic() < until:
        generator.run("http", home.ports["bookstore"], Load(16, 1, 2), requests)
        kept = {name: kept_lines(home, name) for name in home.expected}
    if sum(kept.values()) < KEPT_LINES:
        raise Unavailable(f"the supervisor keeps fewer than {KEPT_LINES:,} lines: {kept}")
    report.add(part, "log lines that the supervisor keeps of the busiest component", "lines",
               [max(kept.values())], bound=5_000)
    with Interface(home, columns=200, rows=50) as program:
        program.first_paint()
        program.open(b"4", "[4 Logs]")
        program.rest()
        for _ in range(SCROLLS):
            program.press(b"\x1b[5~")
            program.read(quiet=0.02, patience=0.2)
        what = f"at 200x50 beside {KEPT_LINES:,} log lines"
        report.add(part, f"memory of the interface {what} (PSS)", "MB",
                   [program.proportional_kilobytes / 1e3], bound=12)
        report.add(part, f"memory of the interface {what} (peak RSS)", "MB",
                   [program.peak_kilobytes / 1e3], bound=25)
        program.open(b"1", "[1 Labs]")
        program.rest()


def kept_lines(home: Home, component: str) -> int:
    """How many lines of a component can be read again."""
    count = after = 0
    while True:
        page = home.ask(f"/logs?component={component}&after={after}&limit=2000")
        if not page["lines"]:
            return count
        count, after = count + len(page["lines"]), page["next"]


def newest_line(home: Home) -> int:
    """The number of the newest line; every line of every component has taken one."""
    return home.ask("/logs?after=-1&limit=1")["next"]


def measure_keys(report: Report, part: str, home: Home, generator: Generator,
                 requests: str) -> None:
    """Opens the log that pours in, and Labs beside it, in turn."""
    load = generator.start("http", home.ports["bookstore"], LOGGING, requests)
    with Interface(home) as program:
        program.first_paint()
        program.rest(quiet=0.5, patience=1)
        first, started, times = newest_line(home), time.perf_counter(), []
        while time.perf_counter() < started + KEY_SECONDS:
            tab = (b"4", "[4 Logs]") if len(times) % 2 == 0 else (b"1", "[1 Labs]")
            times.append(program.open(*tab))
            # Another moment of a frame each time; all that comes is read, and painted after it.
            pause = KEY_PAUSE + random.uniform(0, KEY_PAUSE)
            program.rest(quiet=pause, patience=pause)
        rate = (newest_line(home) - first) / (time.perf_counter() - started)
        busy = load.runs
    load.result()
    if not busy:
        raise Unavailable("the load ended before the last key")
    count = len(home.expected) - 1
    short = rate < 0.95 * LINES_PER_SECOND
    report.add(part, f"log lines of {count} components while keys are pressed", "per s", [rate],
               note=f"({LINES_PER_SECOND:,} were asked for)" if short else "")
    for share, bound in (0.5, None), (0.99, 33):
        report.add(part, f"key to first byte beside these lines: p{share * 100:.0f}", "ms",
                   [percentile(times, share)], bound=bound, note=f"({len(times)} keys)")


# The shop ---------------------------------------------------------------------------------------


def measure_shop(report: Report, part: str, home: Home, generator: Generator) -> None:
    """The day's agenda, then the step that asks for a purchase, while others buy."""
    requests = customers(home, generator)
    with Interface(home) as program:
        program.first_paint()
        measure_repaints(report, part, home, generator, requests, program, "the agenda")
        for _ in range(2):  # The lab, then its first step.
            program.press(b"\r")
            program.rest()
        if CHECK not in program.screen.text:
            raise Unavailable(f"Enter does not open the first step:\n{program.screen.text}")
        measure_repaints(report, part, home, generator, requests, program, "an open step")
        times = [verdict_time(home, program) for _ in range(VERDICTS)]
    report.add(part, "purchase from outside until the open step shows its check as held", "ms",
               times, bound=300)


def measure_repaints(report: Report, part: str, home: Home, generator: Generator, requests: str,
                     program: Interface, place: str) -> None:
    """How often the live column is painted when nobody presses a key."""
    load = generator.start("http", home.ports["bookstore"], BUYING, requests)
    program.rest(quiet=1, patience=1)
    pieces = program.read(quiet=LIVE_SECONDS, patience=LIVE_SECONDS)
    program.show(pieces, full)
    found = load.result().per_second
    note = f"({found:.0f} purchases/s)" if found < 0.95 * BUYING.per_second else ""
    what = f"live column of {place} beside {BUYING.per_second} purchases/s"
    report.add(part, f"{what}: repaints", "per s", [bursts(pieces) / LIVE_SECONDS], bound=4,
               note=note)
    report.add(part, f"{what}: output", "bytes/s", [size(pieces) / LIVE_SECONDS])


def bursts(pieces: Pieces) -> int:
    """How often output began after a silence."""
    times = [when for when, _ in pieces]
    return bool(times) + sum(later - sooner > SILENCE for sooner, later in zip(times, times[1:]))


def verdict_time(home: Home, program: Interface) -> float:
    """Milliseconds; takes the step back first, so that its check does not hold."""
    done = home.run("lab", "reset", "1/1", "--force")
    if done.returncode:
        raise Unavailable(f"workshop lab reset failed: {done.stderr.strip()}")
    home.wait_ready(["bookstore"])
    home.post("/createUser", {"userName": "outsider"})
    # A moment of the interface's own clock that is another one each time.
    program.rest(quiet=0.5 + random.uniform(0, 0.5))
    if not shows("✗", program.screen):
        raise Unavailable(f"the step is not taken back:\n{program.screen.text}")
    bought = time.perf_counter()
    status, answer = home.post(
        "/purchase", {"userName": "outsider", "productCode": "00001", "count": 1})
    if status != 200:
        raise Unavailable(f"the purchase failed: {status} {answer}")
    moment = program.wait_for(lambda screen: shows("✓", screen), patience=5)
    if moment is None:
        raise Unavailable(f"the check does not hold within 5 s:\n{program.screen.text}")
    return (moment - bought) * 1e3


def shows(sign: str, screen: Screen) -> bool:
    """Whether the check stands on the screen behind this sign."""
    return f"{sign} {CHECK}" in screen.text
