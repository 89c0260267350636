"""A task for every request, as soon as it arrives."""

import asyncio

import run as stage
from service import Door, Server
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Serves requests as they arrive."""
    return stage.service(work, serve)


async def serve(door: Door, server: Server, _work: Work) -> None:
    """Serves the requests until the last one has its response."""
    async with asyncio.TaskGroup() as tasks:
        while (request := await door.accept()) is not None:
            tasks.create_task(server.respond(request))
