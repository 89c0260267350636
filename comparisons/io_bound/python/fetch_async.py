"""One request with aiohttp: others run while it waits."""

import aiohttp

from work import Page

# How long a request may take, in seconds.
TIMEOUT = 30.0


def new_session() -> aiohttp.ClientSession:
    """Returns what requests are sent with."""
    return aiohttp.ClientSession(
        # With the usual limit, 100 requests would be in flight at most.
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=TIMEOUT),
    )


async def page(session: aiohttp.ClientSession, url: str) -> Page:
    """Sends a request, and lets others run until the whole response came."""
    async with session.get(url) as response:
        await response.read()
        return Page.read(response.status)
