"""One request with aiohttp: others run while it waits."""

import aiohttp

from work import Response

# Time limit of a request, in seconds.
TIMEOUT = 30.0


def new_session() -> aiohttp.ClientSession:
    """Returns a client for requests."""
    return aiohttp.ClientSession(
        # With the usual limit, 100 requests would be in flight at most.
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=TIMEOUT),
    )


async def get(session: aiohttp.ClientSession, url: str) -> Response:
    """Sends a request, and lets others run until the whole response came."""
    async with session.get(url) as response:
        await response.read()
        return Response.read(response.status)
