"""Same as lock_across_await, but the lock is released before the await."""

import asyncio
import threading

import beside
from work import Answer, Input, Work


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.a_heartbeat(work, add_both)


async def add_both(given: Input) -> int:
    """Returns 2."""
    lock = threading.Lock()
    counter = 0

    async def add() -> None:
        nonlocal counter
        with lock:
            counter += 1
        await asyncio.sleep(given.silence)

    await asyncio.gather(add(), add())
    return counter
