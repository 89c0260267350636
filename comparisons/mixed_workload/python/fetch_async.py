"""One item with aiohttp: others run while it waits."""

import time

import aiohttp

from work import Page, Work, this_thread

# How long a request may take, in seconds.
TIMEOUT = 30.0


def new_session() -> aiohttp.ClientSession:
    """Returns what requests are sent with."""
    return aiohttp.ClientSession(
        # With the usual limit, 100 requests would be in flight at most.
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=TIMEOUT),
    )


async def page(session: aiohttp.ClientSession, work: Work, number: int) -> Page:
    """Fetches an item, and lets others run until the whole page came."""
    begun = time.monotonic()
    async with session.get(f"{work.url}{number}") as response:
        response.raise_for_status()
        json = await response.json()
    item = json["args"]["item"]
    return Page(int(item), begun, this_thread())
