"""A client that sends its next request when it has the last response."""

from collections.abc import Callable

import run as stage
from service import Request, Server
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Runs the clients."""
    return stage.closed_loop(work, client)


async def client(
    server: Server, following: Callable[[], Request | None]
) -> None:
    """Sends one request after another, while there is a following one."""
    while (request := following()) is not None:
        await server.respond(request)
