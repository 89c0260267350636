"""Two tasks share a threading.Lock, and each holds it across an await."""

import asyncio
import threading

import beside
from work import Answer, Input, Work


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.a_heartbeat(work, add_both)


async def add_both(given: Input) -> int:
    """Would return 2."""
    lock = threading.Lock()
    counter = 0

    async def add() -> None:
        nonlocal counter
        with lock:
            await asyncio.sleep(given.silence)
            counter += 1

    await asyncio.gather(add(), add())
    return counter
