"""Runs a version against its load."""

import asyncio
import random
import threading
import time
from bisect import bisect
from collections.abc import Awaitable, Callable

from log import Log
from service import Door, Failed, Request, Server
from work import Outcome, Work

# Seconds to start everything before the first request.
AHEAD = 0.01

Serve = Callable[[Door, Server, Work], Awaitable[None]]
Send = Callable[[Server, Request, int], Awaitable[None]]
Client = Callable[[Server, Callable[[], Request | None]], Awaitable[None]]


def service(work: Work, serve: Serve) -> Outcome:
    """Runs a service that accepts requests at its door."""

    async def main() -> Outcome:
        log = Log()
        start = time.perf_counter() + AHEAD
        door = arrivals(work, start, log)
        await serve(door, Server(work, start), work)
        await log.empty.wait()
        return log.summary(work)

    return asyncio.run(main())


def clients(work: Work, send: Send) -> Outcome:
    """Runs clients that each send one request, until it succeeds or not."""

    async def main() -> Outcome:
        random.seed(work.seed)
        log = Log()
        start = time.perf_counter() + AHEAD
        door = arrivals(work, start, log)
        server = Server(work, start)

        async def each(request: Request) -> None:
            try:
                await send(server, request, work.attempts)
            except Failed:
                request.fail()
            else:
                request.serve()

        async with asyncio.TaskGroup() as group:
            while (request := await door.arrivals.get()) is not None:
                group.create_task(each(request))
        return log.summary(work)

    return asyncio.run(main())


def closed_loop(work: Work, client: Client) -> Outcome:
    """Runs clients that send their next request after the response."""

    async def main() -> Outcome:
        log = Log()
        start = time.perf_counter() + AHEAD
        server = Server(work, start)
        await asyncio.sleep(AHEAD)
        end = time.perf_counter() + work.duration

        def following() -> Request | None:
            now = time.perf_counter()
            if now < end:
                return Request(0, now, work.body, log)
            return None

        async with asyncio.TaskGroup() as group:
            for _ in range(work.clients):
                group.create_task(client(server, following))
        return log.summary(work)

    return asyncio.run(main())


def arrivals(work: Work, start: float, log: Log) -> Door:
    """Sends the requests from a thread, each at its time."""
    door = Door()
    loop = asyncio.get_running_loop()

    def arrive(first: int, due: list[float]) -> None:
        for number, at in enumerate(due, first):
            door.arrivals.put_nowait(Request(number, at, work.body, log))

    def send() -> None:
        times = [start + at for at in work.times()]
        sent = 0
        while sent < len(times):
            time.sleep(max(times[sent] - time.perf_counter(), 0))
            # With one call for all that are due, the loop does not take the
            # GIL in between.
            due = bisect(times, time.perf_counter())
            loop.call_soon_threadsafe(arrive, sent, times[sent:due])
            sent = due
        loop.call_soon_threadsafe(door.arrivals.put_nowait, None)

    threading.Thread(target=send, daemon=True).start()
    return door
