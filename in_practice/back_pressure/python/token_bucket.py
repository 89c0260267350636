"""Same as unbounded, except that a request needs a token.

Tokens arrive at a fixed rate, and a few of them can be saved.
"""

import asyncio
import time

import run as stage
from service import Door, Server
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Serves requests as they arrive."""
    return stage.service(work, serve)


async def serve(door: Door, server: Server, work: Work) -> None:
    """Serves the requests for which there is a token."""
    bucket = Bucket(work.admitted, work.places)
    async with asyncio.TaskGroup() as tasks:
        while (request := await door.accept()) is not None:
            if bucket.take():
                tasks.create_task(server.respond(request))
            else:
                request.refuse()


class Bucket:
    """Tokens that have arrived and have not been taken."""

    def __init__(self, per_second: float, most: float) -> None:
        self.tokens = self.most = most
        self.per_second = per_second
        self.filled = time.monotonic()

    def take(self) -> bool:
        """Takes a token, or returns False if there is none."""
        now = time.monotonic()
        arrived = (now - self.filled) * self.per_second
        self.filled = now
        self.tokens = min(self.tokens + arrived, self.most)
        taken = self.tokens >= 1
        self.tokens -= taken
        return taken
