"""Same as tasks, except that a pool of processes computes: the loop goes on."""

import asyncio
from concurrent.futures import ProcessPoolExecutor

import fetch_async
from work import Answer, Computed, Work, compute


def run(work: Work) -> Answer:
    """Fetches and computes all items."""
    with ProcessPoolExecutor(max_workers=work.workers) as pool:
        return asyncio.run(process_all(work, pool))


async def process_all(work: Work, pool: ProcessPoolExecutor) -> Answer:
    """Fetches all items on one loop, and has them computed in the pool."""
    at_once = asyncio.Semaphore(work.at_once)
    loop = asyncio.get_running_loop()
    async with fetch_async.new_session() as session:

        async def process(number: int) -> Computed:
            async with at_once:
                response = await fetch_async.get(session, work, number)
                return await loop.run_in_executor(
                    pool, compute, response, work.rounds
                )

        numbers = range(work.items)
        return Answer.of(await asyncio.gather(*map(process, numbers)))
