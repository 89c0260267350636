"""Prints in another thread, while the task waits."""

import asyncio

import beside
from work import Answer, Input, Work


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.full_pipe(work, print_all)


async def print_all(given: Input) -> int:
    """Returns the number of lines."""
    for line in given.lines:
        await asyncio.to_thread(print, line)
    return len(given.lines)
