"""Same as backoff, except that the pauses are random, with the same mean."""

import asyncio
import random

import run as stage
from service import Failed, Request, Server
from work import Outcome, Work

# Mean seconds before the second attempt: the time that the server takes.
FIRST_PAUSE = 0.02


def run(work: Work) -> Outcome:
    """Sends requests as they arrive."""
    return stage.clients(work, send)


async def send(server: Server, request: Request, attempts: int) -> None:
    """Sends a request up to `attempts` times."""
    pause = FIRST_PAUSE
    for _ in range(attempts - 1):
        try:
            return await server.attempt(request)
        except Failed:
            await asyncio.sleep(random.uniform(0, 2 * pause))
            pause *= 2
    await server.attempt(request)
