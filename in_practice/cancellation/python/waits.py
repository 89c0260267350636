"""Same as returns, except that main awaits all tasks, to the last."""

import asyncio
import signal

import server
import supervisor
from work import Work


def run(work: Work) -> dict:
    """Ends this server while requests are in flight."""
    return supervisor.end(work, "waits")


async def serve() -> None:
    """Serves until SIGTERM, and until all requests have a response."""
    stop, terminated = asyncio.Event(), asyncio.Event()
    tasks: set[asyncio.Task] = set()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, terminated.set)

    async def handle(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        tasks.add(asyncio.current_task())
        await server.handle(reader, writer, stop)

    listening = await asyncio.start_server(handle, server.HOST, server.ANY_PORT)
    server.say_port(listening)
    await terminated.wait()
    listening.close()
    server.say_that_it_ends()
    await asyncio.gather(*tasks)
