"""Same as two_reads, except that a task of its own reads."""

import asyncio

import wire
from two_reads import read_record
from wire import TICK, Seen
from work import Work

# Records that may wait in the queue.
ROOM = 16

# The last item in the queue.
END = None

Records = asyncio.Queue[bytes | None]


def run(work: Work) -> dict:
    """Receives all records."""
    return wire.exchange(work, receive)


async def receive(reader: asyncio.StreamReader, seen: Seen) -> None:
    """Receives records, and does something else if none comes."""
    records: Records = asyncio.Queue(ROOM)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(read_all(reader, records))
        while True:
            try:
                record = await asyncio.wait_for(records.get(), TICK)
            except TimeoutError:
                seen.tick()
                continue
            if record is END:
                return
            seen.record(record)


async def read_all(reader: asyncio.StreamReader, records: Records) -> None:
    """Reads all records and passes them on."""
    try:
        while True:
            await records.put(await read_record(reader))
    except asyncio.IncompleteReadError:
        await records.put(END)
