"""Same as bounded_queue, except that `put_nowait` does not wait.

If the queue is full, the request is refused at once.
"""

import asyncio

import run as stage
from service import Door, Request, Server
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Serves requests as they arrive."""
    return stage.service(work, serve)


async def serve(door: Door, server: Server, work: Work) -> None:
    """Serves the requests for which there is room."""
    queue = asyncio.Queue[Request | None](maxsize=work.limit - work.places)

    async def respond() -> None:
        while (request := await queue.get()) is not None:
            await server.respond(request)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(work.places):
            tasks.create_task(respond())
        while (request := await door.accept()) is not None:
            try:
                queue.put_nowait(request)
            except asyncio.QueueFull:
                request.refuse()
        for _ in range(work.places):
            await queue.put(None)
