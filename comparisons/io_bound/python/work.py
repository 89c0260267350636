"""Input and output shared by all versions."""

import os
import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """Requests to make."""

    # URL to request.
    url: str
    # Number of requests.
    requests: int
    # Number of threads or processes that wait for the responses.
    workers: int


@dataclass(frozen=True)
class Response:
    """A response, and who waited for it."""

    # 200 if all is well.
    status: int
    process: int
    thread: str

    @classmethod
    def read(cls, status: int) -> "Response":
        """Returns a response that the calling thread has read to its end."""
        return cls(status, os.getpid(), threading.current_thread().name)


Answer = list[Response]
