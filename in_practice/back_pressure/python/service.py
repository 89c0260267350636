"""A request, the door where it waits, and the server behind the service."""

import asyncio
import time

from log import Log
from work import Work, uniform


class Request:
    """A request, which is in flight since it was due."""

    def __init__(self, number: int, due: float, size: int, log: Log) -> None:
        self.number = number
        # Time at which it should be sent.
        self.due = due
        self.size = size
        # Bytes, once it is accepted.
        self.body = b""
        self.attempts = 0
        self.log = log
        log.arrived(due)

    def serve(self) -> None:
        """Ends it with a response."""
        self.log.left(self.due, "served", bool(self.body))

    def refuse(self) -> None:
        """Ends it with a refusal, such as HTTP's 503."""
        self.log.left(self.due, "refused", bool(self.body))

    def fail(self) -> None:
        """Ends it with an error, after its last attempt."""
        self.log.left(self.due, "failed", bool(self.body))


class Door:
    """The requests that have arrived and that were not accepted yet."""

    def __init__(self) -> None:
        # After the last request comes None.
        self.arrivals = asyncio.Queue[Request | None]()

    async def accept(self) -> Request | None:
        """Waits for the next request, and reads it into memory."""
        request = await self.arrivals.get()
        if request is not None:
            request.body = b"\1" * request.size
            request.log.accepted()
        return request


class Failed(Exception):
    """An attempt failed, or there was no room for it."""


class Server:
    """A server that works on a few requests at a time."""

    def __init__(self, work: Work, start: float) -> None:
        self.places = asyncio.Semaphore(work.places)
        # Requests that it works on or that wait for a place.
        self.taken = 0
        self.work = work
        stalls = start + work.duration / 3
        self.stall = (stalls, stalls + work.stall)

    async def respond(self, request: Request) -> None:
        """Works on a request, once there is a place, and responds to it."""
        await self.serve()
        request.serve()

    async def attempt(self, request: Request) -> None:
        """The same, but it may fail, and is refused without any room."""
        request.attempts += 1
        request.log.outcome.attempts += 1
        if self.taken == self.work.limit:
            raise Failed
        self.taken += 1
        try:
            await self.serve()
        finally:
            self.taken -= 1
        number = (request.number << 8) + request.attempts
        seed = ~self.work.seed & 0xFFFF_FFFF_FFFF_FFFF
        if self.work.fails and uniform(seed, number) < 1 / self.work.fails:
            raise Failed

    async def serve(self) -> None:
        async with self.places:
            await asyncio.sleep(self.work.service)
            now = time.perf_counter()
            if self.stall[0] <= now < self.stall[1]:
                await asyncio.sleep(self.stall[1] - now)
