"""Tasks fetch, processes compute, and a bounded queue is between them.

While the queue is full, a task that has its page waits to put it there, and
begins nothing new.
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor

import fetch_async
from work import Answer, Computed, Page, Work, compute

# What follows the last page, once for each worker.
END = None

Pages = asyncio.Queue[Page | None]


def run(work: Work) -> Answer:
    """Fetches and computes all items."""
    with ProcessPoolExecutor(max_workers=work.workers) as pool:
        return asyncio.run(process_all(work, pool))


async def process_all(work: Work, pool: ProcessPoolExecutor) -> Answer:
    """Runs both ends of the queue on one loop."""
    # One page waits for each worker, so no worker waits for a page.
    pages: Pages = asyncio.Queue(maxsize=work.workers)
    computing = [compute_all(work, pool, pages) for _ in range(work.workers)]
    _, *done = await asyncio.gather(fetch_all(work, pages), *computing)
    return Answer.of(computed for part in done for computed in part)


async def fetch_all(work: Work, pages: Pages) -> None:
    """Fetches all items, `at_once` of them at a time, and puts each away."""
    at_once = asyncio.Semaphore(work.at_once)
    async with fetch_async.new_session() as session:

        async def fetch(number: int) -> None:
            async with at_once:
                await pages.put(await fetch_async.page(session, work, number))

        await asyncio.gather(*map(fetch, range(work.items)))
    for _ in range(work.workers):
        await pages.put(END)


async def compute_all(
    work: Work, pool: ProcessPoolExecutor, pages: Pages
) -> list[Computed]:
    """Has one page after another computed, until the last."""
    loop = asyncio.get_running_loop()
    done = []
    while (page := await pages.get()) is not END:
        done.append(
            await loop.run_in_executor(pool, compute, page, work.rounds)
        )
    return done
