"""What every version is given, and what it returns."""

import os
import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """Requests to make."""

    # What to send requests to.
    url: str
    # Number of requests.
    requests: int
    # Number of threads or processes that wait for the responses.
    workers: int


@dataclass(frozen=True)
class Page:
    """A response, and who waited for it."""

    # 200 if all is well.
    status: int
    process: int
    thread: str

    @classmethod
    def read(cls, status: int) -> "Page":
        """Returns a page that the calling thread has read to its end."""
        return cls(status, os.getpid(), threading.current_thread().name)


Answer = list[Page]
