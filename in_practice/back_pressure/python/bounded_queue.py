"""A queue between the loop that accepts and the tasks that serve.

While it is full, `put` waits, so the loop accepts nothing.
"""

import asyncio

import run as stage
from service import Door, Request, Server
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Serves requests as they arrive."""
    return stage.service(work, serve)


async def serve(door: Door, server: Server, work: Work) -> None:
    """Serves all requests."""
    queue = asyncio.Queue[Request | None](maxsize=work.limit - work.places)

    async def respond() -> None:
        while (request := await queue.get()) is not None:
            await server.respond(request)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(work.places):
            tasks.create_task(respond())
        while (request := await door.accept()) is not None:
            await queue.put(request)
        for _ in range(work.places):
            await queue.put(None)
