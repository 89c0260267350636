"""Same as tasks, except that a thread computes: the loop waits for the GIL."""

import asyncio

import fetch_async
from work import Answer, Computed, Work, compute


def run(work: Work) -> Answer:
    """Fetches and computes all items."""
    return asyncio.run(process_all(work))


async def process_all(work: Work) -> Answer:
    """Fetches and computes all items on one loop."""
    at_once = asyncio.Semaphore(work.at_once)
    async with fetch_async.new_session() as session:

        async def process(number: int) -> Computed:
            async with at_once:
                response = await fetch_async.get(session, work, number)
                return await asyncio.to_thread(compute, response, work.rounds)

        numbers = range(work.items)
        return Answer.of(await asyncio.gather(*map(process, numbers)))
