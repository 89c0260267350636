"""Input and output shared by all versions."""

import json
import os
import socket
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Work:
    """Sizes. A version needs some of them, and the others are zero."""

    # Folder with the files, which are numbered from 0.
    folder: str
    # Number of files, of records in the text to parse, and of lines to print.
    files: int
    records: int
    lines: int
    # Number of name look-ups in Rust.
    look_ups: int
    # Seconds for which a pipe, a name server or a timer stays silent.
    silence: float
    # Threads of Rust's blocking pool.
    pool: int
    # Seconds after which a loop that still runs is stuck, or zero.
    stuck_after: float
    # Expected result.
    expected: int


class Input:
    """The input of a version."""

    def __init__(self, work: Work) -> None:
        folder = Path(work.folder)
        self.files = [folder / f"{number}.txt" for number in range(work.files)]
        self.text = json.dumps([record(i) for i in range(work.records)])
        dots = "a line of a log ".ljust(90, ".")
        self.lines = [f"{number:>8} {dots}" for number in range(work.lines)]
        self.silence = work.silence
        # Nobody reads this socket, so its owner never answers.
        self._unread = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._unread.bind(("127.0.0.1", 0))
        self.name_server = self._unread.getsockname()


def record(number: int) -> dict:
    """Returns a record of the text to parse."""
    values = [number + 0.25, number + 0.5, number + 0.75]
    return {"number": number, "name": f"record {number}", "values": values}


def read(file: Path) -> bytes:
    """Returns the contents of a file."""
    with open(file, "rb") as opened:
        return opened.read()


def look_up(server: tuple[str, int], patience: float) -> bytes:
    """Asks a name server once: a stand-in for `socket.getaddrinfo`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(patience)
        asking.sendto(b"\x12\x34\x01\x00\x00\x01", server)
        return asking.recv(512)


def default_threads() -> int:
    """Returns the most threads of asyncio's default executor."""
    return min(32, (os.cpu_count() or 1) + 4)


@dataclass
class Answer:
    """Observations of a version."""

    # Its result; None if the loop got stuck.
    done: int | None = None
    ticks: int = 0
    missed: int = 0
    # Gaps between ticks, in seconds.
    p50: float = 0.0
    p99: float = 0.0
    longest: float = 0.0
    # Seconds until the version had its result, and until the loop had ended.
    wall: float = 0.0
    ended: float | None = None
    threads: int | None = None
    cpu: float | None = None
    said: list[str] = field(default_factory=list)
