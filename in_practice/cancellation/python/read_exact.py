"""A read with a timeout: the reader keeps what it has, and loses nothing."""

import asyncio

import wire
from wire import RECORD, TICK, Seen
from work import Work


def run(work: Work) -> dict:
    """Receives all records."""
    return wire.exchange(work, receive)


async def receive(reader: asyncio.StreamReader, seen: Seen) -> None:
    """Receives records, and does something else if none comes."""
    while True:
        try:
            record = await asyncio.wait_for(reader.readexactly(RECORD), TICK)
        except TimeoutError:
            seen.tick()
        except asyncio.IncompleteReadError:
            return
        else:
            seen.record(record)
