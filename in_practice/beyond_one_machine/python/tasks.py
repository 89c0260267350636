"""One process without a queue: tasks, up to a limit, with aiohttp."""

import asyncio
import time

import aiohttp

from work import Answer, Seen, Work

# Time limit of a request.
TIMEOUT = aiohttp.ClientTimeout(total=10)


def run(work: Work) -> Answer:
    """Fetches all URLs."""
    started = time.perf_counter()
    statuses = asyncio.run(fetch_all(work))
    seconds = time.perf_counter() - started
    return Answer(len(statuses), Seen(statuses.count(200), 0, seconds))


async def fetch_all(work: Work) -> list[int]:
    """Fetches all URLs on one loop, and returns the statuses."""
    permits = asyncio.Semaphore(work.fetches.limit)
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:

        async def status() -> int:
            async with permits, session.get(work.fetches.url) as response:
                await response.read()
                return response.status

        return await asyncio.gather(*[status() for _ in range(work.jobs)])
