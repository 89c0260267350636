"""One item with aiohttp: others run while it waits."""

import time

import aiohttp

from work import Response, Work, this_thread

# Time limit of a request, in seconds.
TIMEOUT = 30.0


def new_session() -> aiohttp.ClientSession:
    """Returns a client for requests."""
    return aiohttp.ClientSession(
        # With the usual limit, 100 requests would be in flight at most.
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=TIMEOUT),
    )


async def get(
    session: aiohttp.ClientSession, work: Work, number: int
) -> Response:
    """Fetches an item, and lets others run until the response arrives."""
    begun = time.monotonic()
    async with session.get(f"{work.url}{number}") as response:
        response.raise_for_status()
        json = await response.json()
    item = json["args"]["item"]
    return Response(int(item), begun, this_thread())
