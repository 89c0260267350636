"""Same as lock_across_await, with an asyncio.Lock."""

import asyncio

import beside
from work import Answer, Input, Work


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.a_heartbeat(work, add_both)


async def add_both(given: Input) -> int:
    """Returns 2."""
    lock = asyncio.Lock()
    counter = 0

    async def add() -> None:
        nonlocal counter
        async with lock:
            await asyncio.sleep(given.silence)
            counter += 1

    await asyncio.gather(add(), add())
    return counter
