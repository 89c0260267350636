"""After a failure, the next attempt follows at once."""

import run as stage
from service import Failed, Request, Server
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Sends requests as they arrive."""
    return stage.clients(work, send)


async def send(server: Server, request: Request, attempts: int) -> None:
    """Sends a request up to `attempts` times."""
    for _ in range(attempts - 1):
        try:
            return await server.attempt(request)
        except Failed:
            pass
    await server.attempt(request)
