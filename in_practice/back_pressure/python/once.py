"""One attempt per request."""

import run as stage
from service import Request, Server
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Sends requests as they arrive."""
    return stage.clients(work, send)


async def send(server: Server, request: Request, _attempts: int) -> None:
    """Sends a request."""
    await server.attempt(request)
