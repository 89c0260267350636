"""Waits for a name server with a timeout."""

import asyncio

import beside
from work import Answer, Input, Work, look_up

# Share of its time that the look-up gets.
PATIENCE = 5


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.a_heartbeat(work, look_up_in_time)


async def look_up_in_time(given: Input) -> int:
    """Returns the number of look-ups that have failed in time: none."""
    # The loop's getaddrinfo runs in the same executor.
    looking = asyncio.to_thread(look_up, given.name_server, given.silence)
    try:
        await asyncio.wait_for(looking, given.silence / PATIENCE)
    except TimeoutError as error:
        # A look-up that fails is a TimeoutError as well, of its socket.
        return int(error.__cause__ is None)
    return 1
