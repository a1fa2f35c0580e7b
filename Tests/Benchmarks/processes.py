"""How fast the workshop's processes start, stop, and come back after a kill -9."""

from __future__ import annotations

import time

from home import Home, kill, wait_gone
from scratch import Scratch
from table import Report

PART = "Processes"
ROUNDS = 5


def measure(report: Report, scratch: Scratch, binary: str) -> None:
    starts = {"monolith": [], "split": []}
    stops, supervisor_kills = [], []
    returns = {"registry": [], "account": [], "bookstore": []}
    for _ in range(ROUNDS):
        monolith = Home(scratch, binary, split=False)
        starts["monolith"].append(monolith.up())
        supervisor_kills.append(kill_supervisor(monolith))
        split = Home(scratch, binary, split=True)
        starts["split"].append(split.up())
        for name in returns:
            returns[name].append(kill_component(split, name))
        stops.append(split.down())

    for form, seconds in starts.items():
        count = "2" if form == "monolith" else "3"
        report.add(PART, f"workshop up until {count} components are ready ({form})", "s", seconds,
                   bound=1)
    report.add(PART, "workshop down until no process is left (split)", "s", stops, bound=2)
    for name, seconds in returns.items():
        report.add(PART, f"kill -9 of the {name} until it is ready again", "s", seconds, bound=1)
    report.add(PART, "kill -9 of the supervisor until no child is left", "s", supervisor_kills,
               bound=1)


def kill_component(home: Home, name: str) -> float:
    old = home.pids()[name]
    start = time.perf_counter()
    kill(old)
    home.wait_ready([name], other_than={old})
    seconds = time.perf_counter() - start
    home.wait_ready(home.expected)
    return seconds


def kill_supervisor(home: Home) -> float:
    children = list(home.pids().values())
    start = time.perf_counter()
    kill(home.supervisor)
    wait_gone(children, 5)
    return time.perf_counter() - start
