"""A program on a pseudo-terminal, read with the time at which each piece came."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time

from screen import Screen

COLUMNS, ROWS = 80, 24
Pieces = list[tuple[float, bytes]]


class Program:
    """Started by fork and exec on a terminal of 80 columns and 24 rows, or another size."""

    def __init__(self, words: list[str], environment: dict[str, str], columns: int = COLUMNS,
                 rows: int = ROWS):
        self._terminal, inner = os.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen = Screen(columns, rows)
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            self._become(words, environment, inner)
        os.close(inner)
        self._ended = False

    @staticmethod
    def _become(words: list[str], environment: dict[str, str], inner: int) -> None:
        try:
            os.setsid()
            fcntl.ioctl(inner, termios.TIOCSCTTY, 0)
            for standard in range(3):
                os.dup2(inner, standard)
            os.closerange(3, 256)
            os.execvpe(words[0], words, environment)
        finally:
            os._exit(127)

    def read(self, quiet: float, patience: float) -> Pieces:
        """What comes until nothing came for `quiet` seconds; at most for `patience`."""
        pieces: Pieces = []
        until = time.perf_counter() + patience
        while (left := until - time.perf_counter()) > 0:
            ready, _, _ = select.select([self._terminal], [], [], min(quiet if pieces else left,
                                                                      left))
            if not ready:
                break
            try:
                data = os.read(self._terminal, 65536)
            except OSError:
                break
            pieces.append((time.perf_counter(), data))
        return pieces

    def press(self, key: bytes) -> float:
        """Sends a key; gives when."""
        moment = time.perf_counter()
        os.write(self._terminal, key)
        return moment

    def show(self, pieces: Pieces, complete) -> float | None:
        """Paints the pieces; gives when the screen became `complete`, None if it did not."""
        moment = None
        for time_read, data in pieces:
            self.screen.feed(data)
            if moment is None and complete(self.screen):
                moment = time_read
        return moment

    @property
    def proportional_kilobytes(self) -> int:
        """Memory: private pages and its share of the shared ones."""
        with open(f"/proc/{self.pid}/smaps_rollup") as file:
            return int(re.search(r"^Pss:\s+(\d+)", file.read(), re.MULTILINE).group(1))

    @property
    def processor_seconds(self) -> float:
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self, patience: float = 5) -> None:
        """Ends it: politely, then at once. What it still writes is read, so that it can end."""
        if self._ended:
            return
        self._ended = True
        os.kill(self.pid, signal.SIGTERM)
        until = time.monotonic() + patience
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            self.read(quiet=0.01, patience=0.01)
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
        os.close(self._terminal)
