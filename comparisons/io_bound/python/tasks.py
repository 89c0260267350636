"""All requests at once, on one thread, with aiohttp and `asyncio.gather`."""

import asyncio

import fetch_async
from work import Answer, Work


def run(work: Work) -> Answer:
    """Sends all requests, and returns the responses."""
    return asyncio.run(fetch_all(work))


async def fetch_all(work: Work) -> Answer:
    """Sends all requests on one loop, as one task each."""
    async with fetch_async.new_session() as session:
        return await asyncio.gather(
            *[fetch_async.get(session, work.url) for _ in range(work.requests)]
        )
