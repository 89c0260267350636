"""Nothing is hidden: the reporter awaits its look-up."""

import asyncio
import contextlib

import beside
from loader import load
from work import Answer, Input, Work, look_up


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat, in debug mode."""
    return beside.in_debug_mode(work, serve)


async def serve(given: Input) -> int:
    """Returns the number of bytes in all files."""
    loader = asyncio.create_task(load(given), name="loader")
    reporter = asyncio.create_task(report(given), name="reporter")
    await reporter
    return await loader


async def report(given: Input) -> None:
    """Makes the report."""
    # The server never answers.
    with contextlib.suppress(TimeoutError):
        await asyncio.to_thread(look_up, given.name_server, given.silence)
