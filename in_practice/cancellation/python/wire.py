"""A connection through which records come in pieces, and their count."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass

from work import Work

# Bytes of a record: its number, from 1 on.
RECORD = 8

# Time until a wait is cancelled, in seconds.
TICK = 0.001

# Bytes that are sent at a time: two records and a half.
PIECE = 20


class Reader(asyncio.StreamReader):
    """The receiving end of the connection, which counts what has arrived."""

    arrived = 0

    def feed_data(self, data: bytes) -> None:
        super().feed_data(data)
        self.arrived += len(data)


@dataclass
class Seen:
    """What the receiver has seen."""

    sent: int
    lost: int = 0
    intact: int = 0
    garbled: int = 0
    ticks: int = 0

    def record(self, record: bytes) -> None:
        """Counts a record."""
        if 1 <= int.from_bytes(record) <= self.sent // RECORD:
            self.intact += 1
        else:
            self.garbled += 1

    def tick(self) -> None:
        """Counts a tick."""
        self.ticks += 1


Receive = Callable[[asyncio.StreamReader, Seen], Awaitable[None]]


def exchange(work: Work, receive: Receive) -> dict:
    """Sends records in pieces while `receive` runs; returns its counts."""
    return asyncio.run(exchange_on_loop(work, receive))


async def exchange_on_loop(work: Work, receive: Receive) -> dict:
    """Connects sender and receiver, and runs both."""
    seen = Seen(sent=work.size * RECORD)
    reader = Reader()
    accepted = asyncio.get_running_loop().create_future()
    server = await asyncio.start_server(
        lambda _, writer: accepted.set_result(writer), "127.0.0.1", 0
    )
    host, port = server.sockets[0].getsockname()
    await asyncio.get_running_loop().create_connection(
        lambda: asyncio.StreamReaderProtocol(reader), host, port
    )
    sender = send(await accepted, work.size, reader, seen)
    await asyncio.gather(sender, receive(reader, seen))
    server.close()
    seen.lost = seen.sent - RECORD * (seen.intact + seen.garbled)
    return {"Bytes": asdict(seen)}


async def send(
    writer: asyncio.StreamWriter, records: int, reader: Reader, seen: Seen
) -> None:
    """Sends the records, and pauses after each piece."""
    numbers = range(1, records + 1)
    data = b"".join(number.to_bytes(RECORD) for number in numbers)
    for start in range(0, len(data), PIECE):
        piece = data[start : start + PIECE]
        writer.write(piece)
        while reader.arrived < start + len(piece):
            await asyncio.sleep(0)
        # The first of two ticks may be one that was due before the receiver
        # had a chance to read the piece.
        ticks = seen.ticks
        while seen.ticks < ticks + 2:
            await asyncio.sleep(TICK / 2)
    writer.close()
