"""What every version is given, and what becomes of its responses."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """Requests to make."""

    # What to send requests to.
    url: str
    # Number of requests, all at once.
    requests: int
    # How long the server takes for each of them, in seconds.
    delay: float
    # Number of bytes that a thread's connection reads and writes at once in
    # Rust. Python's connections have no such setting.
    buffer: int


@dataclass(frozen=True)
class Answer:
    """The responses to all requests."""

    # Number of requests.
    asked: int
    # Number of responses with each status.
    statuses: dict[int, int]

    @classmethod
    def of(cls, work: Work, statuses: Iterable[int]) -> "Answer":
        """Counts the responses."""
        return cls(work.requests, dict(Counter(statuses)))
