"""Same as deadline, except that each task is cancelled instead of told."""

import asyncio
import signal

import server
import supervisor
from work import Work

# Time for the requests in flight, in seconds, which none of them needs.
GRACE = 1.0


def run(work: Work) -> dict:
    """Ends this server while requests are in flight."""
    return supervisor.end(work, "impatient")


async def serve() -> str | None:
    """Serves until SIGTERM; returns what went wrong."""
    stop, terminated = asyncio.Event(), asyncio.Event()
    tasks: set[asyncio.Task] = set()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, terminated.set)

    async def handle(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        await server.handle(reader, writer, stop)

    listening = await asyncio.start_server(handle, server.HOST, server.ANY_PORT)
    server.say_port(listening)
    await terminated.wait()
    listening.close()
    server.say_that_it_ends()
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=GRACE)
    return f"{len(tasks)} requests were cut off" if tasks else None
