"""What a terminal would show: just enough of xterm to read the screens that ncurses paints."""

from __future__ import annotations

import re
import unicodedata

SEQUENCE = re.compile(
    rb"\x1b\[([0-?]*)[ -/]*([@-~])"  # control sequence: parameters, final byte
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # title and the like
    rb"|\x1b[ -/]*[0-~]"  # two-byte sequences, choice of character set
    rb"|[\x00-\x1f\x7f]"
    rb"|[^\x00-\x1f\x7f\x1b]+")


class Screen:
    """Rows of cells; a wide character holds its cell and leaves the next one empty."""

    def __init__(self, columns: int = 80, rows: int = 24):
        self.columns, self.rows = columns, rows
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._last = " "

    def feed(self, data: bytes) -> None:
        for match in SEQUENCE.finditer(data):
            token = match.group()
            if match.group(2):
                self._control(match.group(1), match.group(2).decode())
            elif token[0] >= 0x20:
                for letter in token.decode("utf-8", "replace"):
                    self._put(letter)
            elif len(token) == 1:
                self._move(token)

    def resize(self, columns: int, rows: int) -> None:
        """Cuts or widens at the right and below, as terminals do; what is left stays in place."""
        for row in self._cells:
            row[columns:] = [" "] * (columns - self.columns)
        self._cells[rows:] = [[" "] * columns for _ in range(rows - self.rows)]
        self.columns, self.rows = columns, rows
        self._place(self._row, self._column)

    def row(self, index: int) -> str:
        return "".join(self._cells[index]).rstrip()

    @property
    def text(self) -> str:
        return "\n".join(map(self.row, range(self.rows)))

    def _put(self, letter: str) -> None:
        if unicodedata.combining(letter):
            return
        width = 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if self._column + width > self.columns:
            self._row, self._column = min(self._row + 1, self.rows - 1), 0
        cells = self._cells[self._row]
        cells[self._column] = self._last = letter
        if width == 2 and self._column + 1 < self.columns:
            cells[self._column + 1] = ""
        self._column += width

    def _move(self, token: bytes) -> None:
        if token == b"\r":
            self._column = 0
        elif token == b"\n":
            self._row = min(self._row + 1, self.rows - 1)
        elif token == b"\b":
            self._column = max(self._column - 1, 0)

    def _control(self, parameters: bytes, final: str) -> None:
        numbers = [int(word) if word.isdigit() else 0 for word in parameters.split(b";")]
        first, second = numbers[0], numbers[1] if len(numbers) > 1 else 0
        count = max(first, 1)
        if final in "Hf":
            self._place(count - 1, max(second, 1) - 1)
        elif final in "ABCDGd":
            self._step(final, count)
        elif final == "J":
            self._erase_display(first)
        elif final in "KX":
            self._erase_line(final, first, count)
        elif final in "P@":
            self._shift(final, count)
        elif final == "b":
            for _ in range(count):
                self._put(self._last)

    def _shift(self, final: str, count: int) -> None:
        """Takes cells out of the row, or puts empty ones into it; the rest moves."""
        cells, count = self._cells[self._row], min(count, self.columns - self._column)
        blanks = [" "] * count
        if final == "P":
            cells[self._column:] = cells[self._column + count:] + blanks
        else:
            cells[self._column:] = blanks + cells[self._column:self.columns - count]

    def _place(self, row: int, column: int) -> None:
        self._row = min(max(row, 0), self.rows - 1)
        self._column = min(max(column, 0), self.columns - 1)

    def _step(self, final: str, count: int) -> None:
        row, column = self._row, self._column
        places = {
            "A": (row - count, column), "B": (row + count, column), "C": (row, column + count),
            "D": (row, column - count), "G": (row, count - 1), "d": (count - 1, column),
        }
        self._place(*places[final])

    def _erase_display(self, how: int) -> None:
        first = self._row + 1 if how == 0 else 0
        last = self._row if how == 1 else self.rows
        for row in range(first, last):
            self._cells[row] = [" "] * self.columns
        if how < 2:
            self._erase_line("K", how, 1)

    def _erase_line(self, final: str, how: int, count: int) -> None:
        first, last = self._column, self.columns
        if final == "X":
            last = min(first + count, last)
        elif how:
            first, last = 0, self._column + 1 if how == 1 else self.columns
        self._cells[self._row][first:last] = [" "] * (last - first)
