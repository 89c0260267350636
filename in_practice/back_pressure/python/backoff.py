"""Same as naive, except for pauses that double."""

import asyncio

import run as stage
from service import Failed, Request, Server
from work import Outcome, Work

# Seconds before the second attempt: the time that the server takes.
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
            await asyncio.sleep(pause)
            pause *= 2
    await server.attempt(request)
