"""A program on a pseudo-terminal, read with the time at which each piece came."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from typing import Self

from screen import Screen

COLUMNS, ROWS = 80, 24
Pieces = list[tuple[float, bytes]]
Complete = Callable[[Screen], bool]


class Program:
    """Started by fork and exec on a terminal of 80 columns and 24 rows, or another size.

    `folder` is where it works; ours when none is named.
    """

    def __init__(self, words: list[str], environment: dict[str, str], columns: int = COLUMNS,
                 rows: int = ROWS, folder: str | None = None):
        self._terminal, inner = os.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen = Screen(columns, rows)
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            self._become(words, environment, inner, folder)
        os.close(inner)
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_) -> None:
        self.end()

    @staticmethod
    def _become(words: list[str], environment: dict[str, str], inner: int,
                folder: str | None) -> None:
        try:
            os.setsid()
            fcntl.ioctl(inner, termios.TIOCSCTTY, 0)
            for standard in range(3):
                os.dup2(inner, standard)
            os.closerange(3, 256)
            if folder:
                os.chdir(folder)
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

    def resize(self, columns: int, rows: int) -> float:
        """Gives the terminal another size, of which the kernel tells the program; gives when."""
        self.screen.resize(columns, rows)
        moment = time.perf_counter()
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return moment

    def wait_for(self, complete: Complete, patience: float) -> float | None:
        """Reads and paints until the screen is `complete`; gives when it was, None if too late.

        Unlike `read` it also ends on a screen that never falls silent.
        """
        until = time.perf_counter() + patience
        while (left := until - time.perf_counter()) > 0:
            pieces = self.read(quiet=0, patience=left)
            if not pieces:
                return None
            if (moment := self.show(pieces, complete)) is not None:
                return moment
        return None

    def show(self, pieces: Pieces, complete: Complete) -> float | None:
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
        return kilobytes(self.pid, "smaps_rollup", "Pss")

    @property
    def children_kilobytes(self) -> int:
        """Memory of the processes that it started, counted alike."""
        children: list[str] = []
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with contextlib.suppress(FileNotFoundError):
                with open(f"/proc/{self.pid}/task/{thread}/children") as file:
                    children += file.read().split()
        return sum(kilobytes(int(pid), "smaps_rollup", "Pss") for pid in children)

    @property
    def peak_kilobytes(self) -> int:
        """The most memory it ever held, with every page of its program that it touched."""
        return kilobytes(self.pid, "status", "VmHWM")

    @property
    def processor_seconds(self) -> float:
        """Time on a processor of all its threads, to the nanosecond; never less than before.

        A sum over the threads that live would forget those that ended in between, and the
        hundredths of a second in /proc/PID/stat are too coarse for a program that rests.
        """
        # As clock_getcpuclockid(3) makes the clock of a process, which Python does not offer.
        return time.clock_gettime(~self.pid << 3 | 2)

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


def kilobytes(pid: int, file_name: str, name: str) -> int:
    """A quantity that the kernel tells about a process."""
    with open(f"/proc/{pid}/{file_name}") as file:
        return int(re.search(rf"^{name}:\s+(\d+)", file.read(), re.MULTILINE).group(1))
