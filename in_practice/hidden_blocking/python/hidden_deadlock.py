"""The reporter holds a lock across an await, and needs it again."""

import asyncio
import threading

import beside
from loader import load
from work import Answer, Input, Work


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat, in debug mode."""
    return beside.in_debug_mode(work, serve)


async def serve(given: Input) -> int:
    """Returns the number of bytes in all files."""
    loader = asyncio.create_task(load(given), name="loader")
    reporter = asyncio.create_task(report(given), name="reporter")
    await reporter
    return await loader


async def report(given: Input) -> None:
    """Makes the report."""
    lock = threading.Lock()

    async def add() -> None:
        with lock:
            await asyncio.sleep(given.silence)

    await asyncio.gather(add(), add())
