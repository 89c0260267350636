"""A server that knows nothing of SIGTERM, which ends it on the spot."""

import asyncio

import server
import supervisor
from work import Work


def run(work: Work) -> dict:
    """Ends this server while requests are in flight."""
    return supervisor.end(work, "no_handler")


async def serve() -> None:
    """Serves until the process ends."""
    stop = asyncio.Event()
    listening = await asyncio.start_server(
        lambda reader, writer: server.handle(reader, writer, stop),
        server.HOST,
        server.ANY_PORT,
    )
    server.say_port(listening)
    await listening.serve_forever()
