"""Tasks fetch, processes compute, and a bounded queue is between them.

While the queue is full, a task with a response has to wait, and
begins nothing new.
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor

import fetch_async
from work import Answer, Computed, Response, Work, compute

# End of the queue, once per worker.
END = None

Responses = asyncio.Queue[Response | None]


def run(work: Work) -> Answer:
    """Fetches and computes all items."""
    with ProcessPoolExecutor(max_workers=work.workers) as pool:
        return asyncio.run(process_all(work, pool))


async def process_all(work: Work, pool: ProcessPoolExecutor) -> Answer:
    """Runs both ends of the queue on one loop."""
    # The queue holds one response per worker, so no worker has to wait for one.
    responses: Responses = asyncio.Queue(maxsize=work.workers)
    computing = [
        compute_all(work, pool, responses) for _ in range(work.workers)
    ]
    _, *done = await asyncio.gather(fetch_all(work, responses), *computing)
    return Answer.of(computed for part in done for computed in part)


async def fetch_all(work: Work, responses: Responses) -> None:
    """Fetches all items, `at_once` of them at a time, and puts each away."""
    at_once = asyncio.Semaphore(work.at_once)
    async with fetch_async.new_session() as session:

        async def fetch(number: int) -> None:
            async with at_once:
                await responses.put(
                    await fetch_async.get(session, work, number)
                )

        await asyncio.gather(*map(fetch, range(work.items)))
    for _ in range(work.workers):
        await responses.put(END)


async def compute_all(
    work: Work, pool: ProcessPoolExecutor, responses: Responses
) -> list[Computed]:
    """Computes one response after another, until the last."""
    loop = asyncio.get_running_loop()
    done = []
    while (response := await responses.get()) is not END:
        done.append(
            await loop.run_in_executor(pool, compute, response, work.rounds)
        )
    return done
