"""Input shared by all versions, and their output."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """Requests to make."""

    # URL to request.
    url: str
    # Number of requests, all at once.
    requests: int
    # Delay of the server per request, in seconds.
    delay: float
    # Number of bytes that a thread's connection reads and writes at once in
    # Rust. Python's connections have no such setting.
    buffer: int


@dataclass(frozen=True)
class Answer:
    """The responses to all requests."""

    # Number of requests.
    requests: int
    # Number of responses with each status.
    statuses: dict[int, int]

    @classmethod
    def of(cls, work: Work, statuses: Iterable[int]) -> "Answer":
        """Counts the responses."""
        return cls(work.requests, dict(Counter(statuses)))
