"""Same as no_handler, except that SIGTERM is handled: main returns."""

import asyncio
import signal

import server
import supervisor
from work import Work


def run(work: Work) -> dict:
    """Ends this server while requests are in flight."""
    return supervisor.end(work, "returns")


async def serve() -> None:
    """Serves until SIGTERM."""
    stop, terminated = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, terminated.set)
    listening = await asyncio.start_server(
        lambda reader, writer: server.handle(reader, writer, stop),
        server.HOST,
        server.ANY_PORT,
    )
    server.say_port(listening)
    await terminated.wait()
    server.say_that_it_ends()
