"""Figures, what the product promises for them, and the table they are printed in."""

from __future__ import annotations

import dataclasses
import math
import statistics
import unicodedata


@dataclasses.dataclass
class Figure:
    """One measured quantity: the value of each round, and the bound it has to keep, if any.

    `bound` is a number of the same unit; `better` says on which side of it the value has to be.
    `beside` marks an anchor: another program, measured in the same run.
    """

    part: str
    name: str
    unit: str
    values: list[float]
    bound: float | None = None
    better: str = "lower"
    promise: str = ""
    beside: bool = False
    note: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def holds(self) -> bool | None:
        if self.bound is None:
            return None
        return self.median <= self.bound if self.better == "lower" else self.median >= self.bound

    @property
    def promised(self) -> str:
        """The bound in words: `<= 40 ms`."""
        if self.bound is None:
            return ""
        sign = "<=" if self.better == "lower" else ">="
        words = self.promise or self.unit
        number = f"{self.bound:,g}" if self.bound == int(self.bound) else quantity(self.bound)
        return f"{sign} {number} {words}"

    def as_json(self) -> dict:
        return dataclasses.asdict(self) | {"median": self.median, "holds": self.holds}


@dataclasses.dataclass
class Skipped:
    """A figure or a part that could not be measured, and why."""

    part: str
    name: str
    reason: str


@dataclasses.dataclass
class Comparison:
    """One quantity of several programs, measured alike; the first one is the workshop."""

    part: str
    name: str
    unit: str
    values: dict[str, list[float]]

    def median(self, program: str) -> float | None:
        return statistics.median(self.values[program]) if self.values.get(program) else None

    def ratio(self, program: str) -> float | None:
        """The first program's figure in terms of another's; None where that would say nothing."""
        own, other = self.median(next(iter(self.values))), self.median(program)
        return own / other if own is not None and other else None

    def cell(self, program: str) -> str:
        """The figure and, of every program but the first, the ratio: `7.90 x2.5`."""
        found, ratio = self.median(program), self.ratio(program)
        if found is None:
            return "-"
        if program == next(iter(self.values)):
            return quantity(found)
        return f"{quantity(found)} {'' if ratio is None else f'x{quantity(ratio, 2)}':>5}"

    def as_json(self) -> dict:
        return dataclasses.asdict(self) | {
            "medians": {program: self.median(program) for program in self.values},
            "ratios": {program: self.ratio(program) for program in list(self.values)[1:]},
        }


class Report:
    """All figures of a run in the order in which they were asked for."""

    def __init__(self, surroundings: dict):
        self.surroundings = surroundings
        self.loads: dict[str, float] = {}
        self.figures: list[Figure] = []
        self.comparisons: list[Comparison] = []
        self.skipped: list[Skipped] = []

    def add(self, part: str, name: str, unit: str, values: list[float], **details) -> Figure:
        figure = Figure(part, name, unit, values, **details)
        self.figures.append(figure)
        return figure

    def compare(self, part: str, name: str, unit: str, values: dict[str, list[float]]) -> None:
        """Puts programs side by side, the workshop first; they are printed in a table of their own.

        A program whose list is empty does not have the figure.
        """
        self.comparisons.append(Comparison(part, name, unit, values))

    def skip(self, part: str, name: str, reason: str) -> None:
        self.skipped.append(Skipped(part, name, reason))

    @property
    def missed(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.holds is False]

    def as_json(self) -> dict:
        return {
            "surroundings": self.surroundings,
            "loadAverage": self.loads,
            "figures": [figure.as_json() for figure in self.figures],
            "comparisons": [comparison.as_json() for comparison in self.comparisons],
            "skipped": [dataclasses.asdict(skipped) for skipped in self.skipped],
        }

    def as_text(self) -> str:
        rows = [row for part in self.loads for row in self._part(part)]
        lines = aligned(rows, rights={1, 3})
        return "\n".join(lines + self._beside_others() + [""] + self._summary())

    def _part(self, part: str) -> list[list[str]]:
        rows = [[f"{part}   (load average {self.loads[part]:.2f})"]]
        rows.append(["", "median", "unit", "rounds", "lowest - highest", "bound", ""])
        for figure in self.figures:
            if figure.part == part:
                rows.append(self._row(figure))
        for skipped in self.skipped:
            if skipped.part == part:
                rows.append([f"  {skipped.name}: skipped, {skipped.reason}"])
        return rows + [[]]

    @staticmethod
    def _row(figure: Figure) -> list[str]:
        spread = f"{quantity(min(figure.values))} - {quantity(max(figure.values))}"
        verdict = {None: "", True: "holds", False: "MISSED"}[figure.holds]
        name = f"    beside: {figure.name}" if figure.beside else f"  {figure.name}"
        return [
            name, quantity(figure.median), figure.unit, str(len(figure.values)), spread,
            figure.promised, " ".join(filter(None, [verdict, figure.note])),
        ]

    def _beside_others(self) -> list[str]:
        """One row a figure, one column a program; x0.8: the workshop needs 0.8 of what it needs."""
        if not self.comparisons:
            return []
        programs = list(dict.fromkeys(
            program for comparison in self.comparisons for program in comparison.values))
        rows = [["Beside other programs"], ["", *programs, "unit"]]
        for comparison in self.comparisons:
            cells = [comparison.cell(program) for program in programs]
            rows.append([f"  {comparison.name}", *cells, comparison.unit])
        return ["", *aligned(rows, rights=set(range(1, len(programs) + 1)))]

    def _summary(self) -> list[str]:
        bounded = [figure for figure in self.figures if figure.bound is not None]
        lines = [f"{len(bounded) - len(self.missed)} of {len(bounded)} bounds hold."]
        if max(self.loads.values(), default=0) > self.surroundings["processors"]:
            lines.append("The machine was busy: bounds are meant for a quiet one.")
        for figure in self.missed:
            found = f"{quantity(figure.median)} {figure.unit}"
            lines.append(f"missed: {figure.part}, {figure.name}: {found}, to be {figure.promised}")
        return lines


def quantity(value: float, significant: int = 3) -> str:
    """A number with three significant digits, or so many, thousands apart."""
    if value == 0:
        return "0"
    digits = max(0, significant - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}"


def aligned(rows: list[list[str]], rights: set[int]) -> list[str]:
    """Rows of cells as lines; a row of one cell is a heading and widens no column."""
    wide = [row for row in rows if len(row) > 1]
    count = max((len(row) for row in wide), default=0)
    widths = [max(map(display_width, (row[i] for row in wide))) for i in range(count)]

    def line(row: list[str]) -> str:
        if len(row) < 2:
            return "".join(row)
        cells = (pad(cell, widths[i], i in rights) for i, cell in enumerate(row))
        return "  ".join(cells).rstrip()

    return [line(row) for row in rows]


def pad(cell: str, width: int, right: bool) -> str:
    space = " " * (width - display_width(cell))
    return space + cell if right else cell + space


def display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def percentile(values: list[float], part: float) -> float:
    """The least value that at least `part` (0 to 1) of the values do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * part) - 1)]
