"""What the interface paints: its first frame, in both languages, and a frame of another size."""

from __future__ import annotations

import random
import statistics
import time

from home import Home, wait_gone
from interface import Interface, frame_end, full, size
from scratch import Scratch, Unavailable, alive
from table import Report, percentile

STARTS = 20
PAINTS = 30
# Longer than the first answers of the components take.
SETTLED = 0.15
# How many bytes the first full frame may take, by columns and rows.
PAINT_BYTES = {(80, 24): 4_000, (200, 50): 14_000}
SIZES = ((200, 50), (80, 24))
RESIZES = 10
RANDOM_RESIZES = 1_000


def measure(report: Report, part: str, home: Home) -> None:
    """Everything that is painted beside a workshop that runs."""
    measure_attached(report, part, home)
    measure_languages(report, part, home)
    measure_bytes(report, part, home)
    with Interface(home) as program:
        program.first_paint()
        program.rest()
        measure_resizes(report, part, program)
        measure_random_resizes(report, part, program)


def measure_alone(report: Report, part: str, scratch: Scratch, binary: str) -> None:
    """First paint when the interface also has to start the components, and to end them."""
    paints, starts, ends = [], [], []
    for _ in range(STARTS):
        home = Home(scratch, binary, split=False)
        program = Interface(home)
        scratch.finally_call(program.end)
        paints.append(program.first_paint())
        home.wait_ready(home.expected)
        starts.append(time.perf_counter() - program.started)
        processes = [home.learn_supervisor(), *home.pids().values()]
        ending = time.perf_counter()
        program.end()
        wait_gone(processes, 5)
        ends.append(time.perf_counter() - ending)
    report.add(part, "first paint, starting all components", "ms", paints, bound=40)
    report.add(part, "start of the interface until its components are ready", "s", starts, bound=2)
    report.add(part, "SIGTERM to the interface until no process is left", "s", ends, bound=2)


def measure_attached(report: Report, part: str, home: Home) -> None:
    """First paint of a second interface on a workshop that runs.

    It is there with its first full frame, and settled when what the components told is in it, too.
    """
    where = "beside a running workshop"
    times = {f"first paint, {where}": [], f"first paint settled, {where}": []}
    for _ in range(PAINTS):
        with Interface(home) as program:
            pieces = program.read(quiet=SETTLED, patience=3)
            shown = program.show(pieces, full)
            if shown is None:
                raise Unavailable(f"no full frame; the screen has:\n{program.screen.text}")
            for paints, moment in zip(times.values(), (shown, pieces[-1][0])):
                paints.append((moment - program.started) * 1e3)
    for name, paints in times.items():
        report.add(part, name, "ms", paints, bound=40)
        report.add(part, f"{name}: p95 of {PAINTS}", "ms", [percentile(paints, 0.95)], bound=80)


def measure_languages(report: Report, part: str, home: Home) -> None:
    """What Chinese costs: paints in both languages in turn, so that both meet the same machine."""
    pairs = [(paint_in(home, "zh", "日志"), paint_in(home, "en", "Logs")) for _ in range(PAINTS)]
    chinese, english = (statistics.median(paints) for paints in zip(*pairs))
    report.add(part, "first paint in Chinese, to that in English", "times", [chinese / english],
               bound=1.1, note=f"({chinese:.1f} and {english:.1f} ms)")


def paint_in(home: Home, language: str, word: str) -> float:
    """First paint in a language, which a word of the first row tells."""
    with Interface(home, "--lang", language) as program:
        paint = program.first_paint()
        if word not in program.screen.row(0):
            raise Unavailable(f"--lang {language} does not show {word}:\n{program.screen.text}")
        return paint


def measure_bytes(report: Report, part: str, home: Home) -> None:
    """What the terminal has to take in for a first frame, by size."""
    for (columns, rows), bound in PAINT_BYTES.items():
        with Interface(home, columns=columns, rows=rows) as program:
            pieces = program.read(quiet=0.06, patience=3)
            if program.show(pieces, full) is None:
                raise Unavailable(f"no full frame at {columns}x{rows}:\n{program.screen.text}")
            report.add(part, f"first paint at {columns}x{rows}", "bytes", [size(pieces)],
                       bound=bound)


def measure_resizes(report: Report, part: str, program: Interface) -> None:
    """From a new size to the last byte of the frame that fills it."""
    times = []
    for columns, rows in SIZES * RESIZES:
        resized = program.resize(columns, rows)
        pieces = program.read(quiet=0.1, patience=2)
        shown = program.show(pieces, full)
        if shown is None:
            raise Unavailable(f"no full frame at {columns}x{rows}:\n{program.screen.text}")
        times.append((frame_end(pieces, shown) - resized) * 1e3)
    report.add(part, "resize to whole screen, 80x24 to 200x50 and back", "ms", times, bound=5)


def measure_random_resizes(report: Report, part: str, program: Interface) -> None:
    """Sizes that nobody would choose, faster than they can be painted."""
    sizes, survived = random.Random(1), 0
    while survived < RANDOM_RESIZES and alive(program.pid):
        program.resize(sizes.randint(1, 300), sizes.randint(1, 100))
        program.show(program.read(quiet=0, patience=0.002), full)
        survived += 1
    program.resize(80, 24)
    program.rest()
    if alive(program.pid) and not full(program.screen):
        raise Unavailable(f"no full frame after many resizes:\n{program.screen.text}")
    report.add(part, "random sizes from 1x1 to 300x100 survived", "sizes", [survived],
               bound=RANDOM_RESIZES, better="higher")
