"""The interface on a pseudo-terminal: first paint, keys, silence, memory."""

from __future__ import annotations

import shutil
import time

from home import Home, wait_gone
from program import Program
from scratch import Scratch, Unavailable
from screen import Screen
from table import Report, percentile

PART = "Terminal"
PAINTS = 20
KEYS = 100
KEY_ROUNDS = 3
# Between two keys, longer than the pause between two frames: a key finds a screen at rest.
PAUSE = 0.05
# What follows the first row of an answer this soon belongs to the same frame.
FRAME = 0.01
IDLE_SECONDS = 20
# How many bytes the first full frame may take, by columns and rows.
PAINT_BYTES = {(80, 24): 4_000, (200, 50): 14_000}
MOVES = 20
# Programs that paint a screen of their own; what one cell frame costs others.
ANCHORS = {"nano": ["nano"], "htop": ["htop"], "vim": ["vim", "-u", "NONE"]}


def measure(report: Report, scratch: Scratch, binary: str) -> None:
    measure_alone(report, scratch, binary)
    home = Home(scratch, binary, split=False)
    home.up()
    measure_attached(report, home)
    measure_bytes(report, home)
    measure_open(report, home)
    home.down()
    for name, words in ANCHORS.items():
        measure_anchor(report, home, name, words)


def full(screen: Screen) -> bool:
    """Whether the first and the last row of the interface are there, and so all between them."""
    return "Labs" in screen.row(0) and "quit" in screen.row(screen.rows - 1)


def measure_alone(report: Report, scratch: Scratch, binary: str) -> None:
    """First paint when the interface also has to start the components."""
    paints = []
    for _ in range(PAINTS):
        home = Home(scratch, binary, split=False)
        program = Program(home.command(), home.environment)
        scratch.finally_call(program.end)
        paints.append(first_paint(program))
        home.wait_ready(home.expected)
        processes = [home.learn_supervisor(), *home.pids().values()]
        program.end()
        wait_gone(processes, 5)
    report.add(PART, "first paint, starting all components", "ms", paints, bound=40)


def measure_attached(report: Report, home: Home) -> None:
    """First paint of a second interface on a workshop that runs."""
    paints = []
    for _ in range(PAINTS):
        program = Program(home.command(), home.environment)
        try:
            paints.append(first_paint(program))
        finally:
            program.end()
    report.add(PART, "first paint, beside a running workshop", "ms", paints, bound=40)


def measure_bytes(report: Report, home: Home) -> None:
    """What the terminal has to take in: a first frame by size, then a cursor that moves in a list."""
    for (columns, rows), bound in PAINT_BYTES.items():
        program = Program(home.command(), home.environment, columns, rows)
        try:
            pieces = program.read(quiet=0.06, patience=3)
            if program.show(pieces, full) is None:
                raise Unavailable(f"no full frame at {columns}x{rows}:\n{program.screen.text}")
            report.add(PART, f"first paint at {columns}x{rows}", "bytes", [size(pieces)],
                       bound=bound)
        finally:
            program.end()
    program = Program(home.command(), home.environment)
    try:
        first_paint(program)
        program.press(b"2")
        program.read(quiet=1, patience=3)
        moves = []
        for number in range(MOVES):
            program.press(b"j" if number % 2 == 0 else b"k")
            moves.append(size(program.read(quiet=PAUSE, patience=1)))
        if min(moves) == 0:
            raise Unavailable(f"a key moves no cursor in Shop: {moves}")
        report.add(PART, "cursor move in the list of books", "bytes", moves, bound=300)
        # The next session opens where this one ended: with Labs, as the keys below expect.
        program.press(b"1")
        program.read(quiet=0.5, patience=2)
    finally:
        program.end()


def size(pieces: list[tuple[float, bytes]]) -> int:
    return sum(len(data) for _, data in pieces)


def measure_open(report: Report, home: Home) -> None:
    """Keys, silence and memory of one interface that stays open."""
    program = Program(home.command(), home.environment)
    try:
        first_paint(program)
        program.show(program.read(quiet=0.5, patience=3), full)
        rounds = [key_times(program) for _ in range(KEY_ROUNDS)]
        add_key_figures(report, rounds)
        report.add(PART, f"memory of the interface (PSS), {KEYS * KEY_ROUNDS} keys later", "MB",
                   [program.proportional_kilobytes / 1e3], bound=12)
        measure_silence(report, program)
    finally:
        program.end()


def measure_silence(report: Report, program: Program) -> None:
    program.read(quiet=1, patience=3)
    before, started = program.processor_seconds, time.perf_counter()
    pieces = program.read(quiet=IDLE_SECONDS, patience=IDLE_SECONDS)
    what = f"{IDLE_SECONDS} s idle on Labs, registry and bookstore running"
    report.add(PART, f"{what}: output", "bytes", [size(pieces)], bound=0)
    share = (program.processor_seconds - before) / (time.perf_counter() - started) * 100
    report.add(PART, f"{what}: processor", "%", [share], bound=0.1)


def first_paint(program: Program) -> float:
    """Milliseconds from the fork until a full frame was there."""
    moment, until = None, program.started + 3
    while moment is None and time.perf_counter() < until:
        moment = program.show(program.read(quiet=0.06, patience=1), full)
    if moment is None:
        raise Unavailable(f"no full frame within 3 s; the screen has:\n{program.screen.text}")
    return (moment - program.started) * 1e3


def key_times(program: Program) -> list[tuple[float, float]]:
    """Opens Shop and Labs in turn by their digits: milliseconds to the first byte, to the end."""
    times = []
    for number in range(KEYS):
        key, tab = (b"2", "[2 Shop]") if number % 2 == 0 else (b"1", "[1 Labs]")
        pressed = program.press(key)
        pieces = program.read(quiet=PAUSE, patience=2)
        moment = program.show(pieces, lambda screen: tab in screen.row(0))
        if moment is None:
            raise Unavailable(f"key {key!r} does not open {tab}:\n{program.screen.text}")
        frame = [when for when, _ in pieces if when < moment + FRAME]
        times.append(((pieces[0][0] - pressed) * 1e3, (frame[-1] - pressed) * 1e3))
    return times


def add_key_figures(report: Report, rounds: list[list[tuple[float, float]]]) -> None:
    what = {"first byte": {0.5: 1, 0.99: 16}, "whole screen": {}}
    for place, (end, bounds) in enumerate(what.items()):
        for part in 0.5, 0.99:
            values = [percentile([times[place] for times in each], part) for each in rounds]
            report.add(PART, f"key to {end}: p{part * 100:.0f}", "ms", values,
                       bound=bounds.get(part))


def measure_anchor(report: Report, home: Home, name: str, words: list[str]) -> None:
    """First paint (until it falls silent) and memory of another program."""
    if not shutil.which(words[0]):
        report.skip(PART, name, "not installed")
        return
    paints, memory = [], []
    for _ in range(PAINTS):
        program = Program(words, home.environment)
        try:
            pieces = program.read(quiet=0.06, patience=3)
            paints.append((pieces[-1][0] - program.started) * 1e3)
            memory.append(program.proportional_kilobytes / 1e3)
        finally:
            program.end(patience=0.2)
    report.add(PART, f"{name}: first paint", "ms", paints, beside=True)
    report.add(PART, f"{name}: memory (PSS)", "MB", memory, beside=True)
