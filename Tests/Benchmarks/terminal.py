"""The interface on a pseudo-terminal: paints, keys, silence, memory, commands, and its peers."""

from __future__ import annotations

import json
import time

import terminal_beside
import terminal_busy
import terminal_paint
from home import Home
from interface import Interface, frame_end, size
from scratch import Scratch, Unavailable
from table import Report, percentile

PART = "Terminal"
KEYS = 100
KEY_ROUNDS = 3
# Between two keys, longer than the pause between two frames: a key finds a screen at rest.
PAUSE = 0.05
IDLE_SECONDS = 20
MOVES = 20
COMMANDS = (("status", "--json"), ("lab", "check", "1/1", "--json"))
COMMAND_ROUNDS = 15


def measure(report: Report, scratch: Scratch, binary: str) -> None:
    terminal_paint.measure_alone(report, PART, scratch, binary)
    home = Home(scratch, binary, split=False)
    home.up()
    terminal_paint.measure(report, PART, home)
    measure_moves(report, home)
    measure_open(report, home)
    measure_commands(report, home)
    home.down()
    for module in terminal_busy, terminal_beside:
        try:
            module.measure(report, PART, scratch, binary)
        except Unavailable as reason:
            report.skip(PART, module.SUBJECT, str(reason))


def measure_moves(report: Report, home: Home) -> None:
    """What the terminal has to take in when a cursor moves in a list."""
    with Interface(home) as program:
        program.first_paint()
        program.open(b"2", "[2 Shop]")
        program.rest(quiet=1)
        moves = []
        for number in range(MOVES):
            program.press(b"j" if number % 2 == 0 else b"k")
            moves.append(size(program.read(quiet=PAUSE, patience=1)))
        if min(moves) == 0:
            raise Unavailable(f"a key moves no cursor in Shop: {moves}")
        report.add(PART, "cursor move in the list of books", "bytes", moves, bound=300)
        # The next session opens where this one ended: with Labs, as the keys below expect.
        program.open(b"1", "[1 Labs]")
        program.rest()


def measure_open(report: Report, home: Home) -> None:
    """Keys, silence and memory of one interface that stays open."""
    with Interface(home) as program:
        program.first_paint()
        program.rest()
        rounds = [key_times(program) for _ in range(KEY_ROUNDS)]
        add_key_figures(report, rounds)
        guard = program.children_kilobytes / 1e3
        report.add(PART, f"memory of the interface (PSS), {KEYS * KEY_ROUNDS} keys later", "MB",
                   [program.proportional_kilobytes / 1e3], bound=12,
                   note=f"({guard:.1f} MB more: what restores the terminal)")
        measure_silence(report, program)


def measure_silence(report: Report, program: Interface) -> None:
    program.rest(quiet=1)
    before, started = program.processor_seconds, time.perf_counter()
    pieces = program.read(quiet=IDLE_SECONDS, patience=IDLE_SECONDS)
    what = f"{IDLE_SECONDS} s idle on Labs, registry and bookstore running"
    report.add(PART, f"{what}: output", "bytes", [size(pieces)], bound=0)
    share = (program.processor_seconds - before) / (time.perf_counter() - started) * 100
    report.add(PART, f"{what}: processor", "%", [share], bound=0.1)


def key_times(program: Interface) -> list[tuple[float, float]]:
    """Opens Shop and Labs in turn by their digits: milliseconds to the first byte, to the end."""
    times = []
    for number in range(KEYS):
        key, tab = (b"2", "[2 Shop]") if number % 2 == 0 else (b"1", "[1 Labs]")
        pressed = program.press(key)
        pieces = program.read(quiet=PAUSE, patience=2)
        moment = program.show(pieces, lambda screen: tab in screen.row(0))
        if moment is None:
            raise Unavailable(f"key {key!r} does not open {tab}:\n{program.screen.text}")
        times.append(((pieces[0][0] - pressed) * 1e3,
                      (frame_end(pieces, moment) - pressed) * 1e3))
    return times


def add_key_figures(report: Report, rounds: list[list[tuple[float, float]]]) -> None:
    what = {"first byte": {0.5: 1, 0.99: 16}, "whole screen": {}}
    for place, (end, bounds) in enumerate(what.items()):
        for part in 0.5, 0.99:
            values = [percentile([times[place] for times in each], part) for each in rounds]
            report.add(PART, f"key to {end}: p{part * 100:.0f}", "ms", values,
                       bound=bounds.get(part))


def measure_commands(report: Report, home: Home) -> None:
    """Commands that scripts call again and again, from the start to the end of their process."""
    for words in COMMANDS:
        times = []
        for _ in range(COMMAND_ROUNDS):
            start = time.perf_counter()
            done = home.run(*words)
            times.append((time.perf_counter() - start) * 1e3)
            # A check that does not hold exits with 1, and has done all its work by then.
            if done.returncode > 1 or not json.loads(done.stdout or "null"):
                raise Unavailable(f"workshop {' '.join(words)} failed: {done.stderr.strip()}")
        report.add(PART, f"workshop {' '.join(words)}", "ms", times, bound=30)
