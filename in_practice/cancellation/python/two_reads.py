"""Same as read_exact, except that a record takes two reads.

A timeout between them drops what the first one has returned.
"""

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
            record = await asyncio.wait_for(read_record(reader), TICK)
        except TimeoutError:
            seen.tick()
        except asyncio.IncompleteReadError:
            return
        else:
            seen.record(record)


async def read_record(reader: asyncio.StreamReader) -> bytes:
    """Reads the next record, one half after the other."""
    first = await reader.readexactly(RECORD // 2)
    second = await reader.readexactly(RECORD // 2)
    return first + second
