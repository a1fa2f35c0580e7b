"""Programs with a screen of their own, measured as the workshop is: what a terminal can be."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from home import Home
from interface import size
from program import Pieces, Program
from scratch import Scratch, Unavailable
from table import Report, percentile

SUBJECT = "programs beside the workshop"
PAINTS = 5
SIZES = ((80, 24), (200, 50))
# Some paint in several steps, the first of which tells nothing yet.
SETTLED = 0.2
KEYS = 20
KEY_PAUSE = 0.06
IDLE_SECONDS = 5
RESIZES = 3
LINES = 200
COMMITS = 30
DOWN, UP = b"\x1b[B", b"\x1b[A"


@dataclasses.dataclass
class Contestant:
    """A program, where it is started, the keys that move its cursor, and what opens a list."""

    name: str
    words: list[str]
    folder: str
    environment: dict[str, str]
    down: bytes = DOWN
    up: bytes = UP
    opening: bytes = b""

    def start(self, columns: int = 80, rows: int = 24) -> Program:
        return Program(self.words, self.environment, columns, rows, self.folder)

    def settle(self, program: Program) -> Pieces:
        pieces = program.read(quiet=SETTLED, patience=4)
        if not pieces:
            raise Unavailable(f"{self.name} paints nothing")
        return pieces


def measure(report: Report, part: str, scratch: Scratch, binary: str) -> None:
    home = Home(scratch, binary, split=False)
    home.up()
    contestants = [
        Contestant("workshop", home.command(), home.folder, home.environment, opening=b"2"),
        *others(report, part, scratch, home.environment)]
    measure_paints(report, part, contestants)
    measure_keys(report, part, contestants)
    measure_silence(report, part, contestants)
    compare(report, part, "resize to settled", "ms", contestants, resizes)
    home.down()


def others(report: Report, part: str, scratch: Scratch,
           environment: dict[str, str]) -> list[Contestant]:
    """Those that are installed, with something to show."""
    folder = scratch.subfolder("beside")
    with open(os.path.join(folder, "text"), "w") as file:
        file.writelines(f"line {number} of a bookstore 书店\n" for number in range(LINES))
    outside = environment | {"HOME": folder}
    known = [
        Contestant("nano", ["nano", "text"], folder, outside),
        Contestant("vim", ["vim", "-u", "NONE", "-nN", "text"], folder, outside, b"j", b"k"),
        Contestant("tig", ["tig"], folder, outside, b"j", b"k"),
        Contestant("htop", ["htop"], folder, outside),
        Contestant("btop", ["btop", "--utf-force"], folder, outside),
    ]
    found = [each for each in known if shutil.which(each.name)]
    for each in known:
        if each not in found:
            report.skip(part, each.name, f"not installed (Debian package {each.name})")
    if any(each.name == "tig" for each in found):
        make_repository(folder, outside)
    return found


def make_repository(folder: str, environment: dict[str, str]) -> None:
    """Commits for tig to list."""
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost", "-C", folder]
    commands = [["init", "--quiet"], ["add", "text"]]
    commands += [["commit", "--quiet", "--allow-empty", "--message", f"Sell book {number}"]
                 for number in range(COMMITS)]
    for words in commands:
        subprocess.run(git + words, env=environment, check=True, capture_output=True, timeout=10)


def compare(report: Report, part: str, name: str, unit: str, contestants: list[Contestant],
            values: Callable[[Contestant], list[float]]) -> None:
    report.compare(part, name, unit, {each.name: values(each) for each in contestants})


# What is measured -------------------------------------------------------------------------------


def measure_paints(report: Report, part: str, contestants: list[Contestant]) -> None:
    """First paints by size, all programs in turn, so that they meet the same machine."""
    memory = {each.name: [] for each in contestants}
    for columns, rows in SIZES:
        times = {each.name: [] for each in contestants}
        sizes = {each.name: [] for each in contestants}
        for each in contestants * PAINTS:
            with each.start(columns, rows) as program:
                pieces = each.settle(program)
                times[each.name].append((pieces[-1][0] - program.started) * 1e3)
                sizes[each.name].append(size(pieces))
                if (columns, rows) == SIZES[0]:
                    memory[each.name].append(program.proportional_kilobytes / 1e3)
        report.compare(part, f"first paint settled, {columns}x{rows}", "ms", times)
        report.compare(part, f"first paint, {columns}x{rows}", "bytes", sizes)
    report.compare(part, "memory (PSS)", "MB", memory)


def measure_keys(report: Report, part: str, contestants: list[Contestant]) -> None:
    moves = {each.name: cursor_moves(each) for each in contestants}
    for name, unit, place in ("key to first byte: p50", "ms", 0), ("cursor move", "bytes", 1):
        report.compare(part, name, unit, {
            program: [percentile([move[place] for move in found], 0.5)] if found else []
            for program, found in moves.items()})


def cursor_moves(contestant: Contestant) -> list[tuple[float, int]]:
    """Down and up in turn: milliseconds to the first byte, bytes of the answer."""
    moves = []
    with contestant.start() as program:
        contestant.settle(program)
        if contestant.opening:
            program.press(contestant.opening)
            contestant.settle(program)
        for number in range(KEYS):
            pressed = program.press(contestant.down if number % 2 == 0 else contestant.up)
            pieces = program.read(quiet=KEY_PAUSE, patience=1)
            if pieces:
                moves.append(((pieces[0][0] - pressed) * 1e3, size(pieces)))
    return moves


def measure_silence(report: Report, part: str, contestants: list[Contestant]) -> None:
    """All at once: programs that nobody uses hardly disturb each other."""
    with ThreadPoolExecutor(len(contestants)) as pool:
        found = dict(zip((each.name for each in contestants), pool.map(silence, contestants)))
    report.compare(part, f"idle {IDLE_SECONDS} s: output", "bytes/s",
                   {name: [output] for name, (output, _) in found.items()})
    report.compare(part, f"idle {IDLE_SECONDS} s: processor", "%",
                   {name: [share] for name, (_, share) in found.items()})


def silence(contestant: Contestant) -> tuple[float, float]:
    """Bytes a second and percent of a processor."""
    with contestant.start() as program:
        contestant.settle(program)
        program.read(quiet=1, patience=1)
        used, started = program.processor_seconds, time.perf_counter()
        pieces = program.read(quiet=IDLE_SECONDS, patience=IDLE_SECONDS)
        seconds = time.perf_counter() - started
        return size(pieces) / seconds, (program.processor_seconds - used) / seconds * 100


def resizes(contestant: Contestant) -> list[float]:
    """Milliseconds from a new size until nothing came any more."""
    times = []
    with contestant.start() as program:
        contestant.settle(program)
        for columns, rows in reversed(SIZES * RESIZES):
            resized = program.resize(columns, rows)
            times.append((contestant.settle(program)[-1][0] - resized) * 1e3)
    return times
