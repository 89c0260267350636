"""All requests with one call: the first exception is raised at once."""

import asyncio

from hanging import PATIENCE, Requests
from work import Work


def run(work: Work) -> dict:
    """Sends all requests, of which the first hangs and the last fails."""
    return asyncio.run(send_all(work))


async def send_all(work: Work) -> dict:
    """Awaits all of them with `gather`."""
    requests = Requests(work.size)
    kept = errors = 0
    all_requests = asyncio.gather(*map(requests.send, range(work.size)))
    try:
        kept = len(await asyncio.wait_for(all_requests, PATIENCE))
    except TimeoutError:
        pass
    except OSError:
        errors = 1
    counts = {"finished": requests.finished, "kept": kept, "errors": errors}
    return {"Errors": {"requests": work.size, **counts}}
