"""All requests at once, on one thread, with aiohttp."""

import asyncio

import aiohttp

from work import Answer, Work

# Time limit of a request, in seconds.
TIMEOUT = aiohttp.ClientTimeout(total=60.0)


def run(work: Work) -> Answer:
    """Sends all requests, and counts their responses."""
    return asyncio.run(fetch_all(work))


async def fetch_all(work: Work) -> Answer:
    """Sends all requests on one loop."""
    # With the usual limit, 100 requests would be in flight at most.
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        connector=connector, timeout=TIMEOUT
    ) as session:

        async def fetch() -> int:
            async with session.get(work.url) as response:
                await response.read()
                return response.status

        statuses = await asyncio.gather(
            *[fetch() for _ in range(work.requests)]
        )
    return Answer.of(work, statuses)
