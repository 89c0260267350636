"""Same as unbounded, except that a request is accepted with a permit only.

Until then, it waits at the door.
"""

import asyncio

import run as stage
from service import Door, Request, Server
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Serves requests as they arrive."""
    return stage.service(work, serve)


async def serve(door: Door, server: Server, work: Work) -> None:
    """Serves the requests until the last one has its response."""
    permits = asyncio.Semaphore(work.limit)

    async def respond(request: Request) -> None:
        try:
            await server.respond(request)
        finally:
            permits.release()

    async with asyncio.TaskGroup() as tasks:
        while True:
            await permits.acquire()
            if (request := await door.accept()) is None:
                break
            tasks.create_task(respond(request))
