"""The workshop's interface on a pseudo-terminal, and what its screens look like."""

from __future__ import annotations

import re
import time

from home import Home
from program import COLUMNS, ROWS, Pieces, Program
from scratch import Unavailable
from screen import Screen

# What follows the first row of an answer this soon belongs to the same frame.
FRAME = 0.01
TABS = re.compile("1 .*2 .*3 .*4 ")


class Interface(Program):
    """One interface of a home; `words` are options, such as another language."""

    def __init__(self, home: Home, *words: str, columns: int = COLUMNS, rows: int = ROWS):
        super().__init__(home.command(*words), home.environment, columns, rows)

    def first_paint(self) -> float:
        """Milliseconds from the fork until a full frame was there."""
        moment = self.wait_for(full, patience=3)
        if moment is None:
            raise Unavailable(f"no full frame within 3 s; the screen has:\n{self.screen.text}")
        self.rest(quiet=0.06, patience=1)
        return (moment - self.started) * 1e3

    def rest(self, quiet: float = 0.5, patience: float = 3) -> None:
        """Paints what still comes, until nothing comes any more."""
        self.show(self.read(quiet, patience), full)

    def open(self, key: bytes, tab: str) -> float:
        """Presses the digit of a screen; milliseconds until the row of tabs shows it open."""
        pressed = self.press(key)
        moment = self.wait_for(lambda screen: tab in screen.row(0), patience=2)
        if moment is None:
            raise Unavailable(f"key {key!r} does not open {tab}:\n{self.screen.text}")
        return (moment - pressed) * 1e3


def full(screen: Screen) -> bool:
    """Whether the first and the last row are there, and so all between them; in any language."""
    return bool(TABS.search(screen.row(0))) and " q " in screen.row(screen.rows - 1)


def frame_end(pieces: Pieces, moment: float) -> float:
    """When the frame was complete whose first row came at `moment`."""
    return max(when for when, _ in pieces if when < moment + FRAME)


def size(pieces: Pieces) -> int:
    return sum(len(data) for _, data in pieces)
