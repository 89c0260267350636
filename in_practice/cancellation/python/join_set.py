"""One task per request: what has finished until the first exception."""

import asyncio

from hanging import PATIENCE, Requests
from work import Work


def run(work: Work) -> dict:
    """Sends all requests, of which the first hangs and the last fails."""
    return asyncio.run(send_all(work))


async def send_all(work: Work) -> dict:
    """Awaits them with `wait`, which leaves the tasks to the caller."""
    requests = Requests(work.size)
    numbers = range(work.size)
    tasks = [asyncio.create_task(requests.send(number)) for number in numbers]
    first = asyncio.FIRST_EXCEPTION
    done, _ = await asyncio.wait(tasks, timeout=PATIENCE, return_when=first)
    errors = sum(task.exception() is not None for task in done)
    kept = len(done) - errors
    counts = {"finished": requests.finished, "kept": kept, "errors": errors}
    return {"Errors": {"requests": work.size, **counts}}
