"""Runs a version next to a heartbeat on one loop, and observes both."""

import asyncio
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from math import ceil
from pathlib import Path

from work import Answer, Input, Work

# Time from one tick to the next, in seconds.
PERIOD = 0.005

# Limit for versions that are expected to end, which only a fault reaches.
PATIENCE = 60.0

# With this many seconds, debug mode calls a callback slow. Its own default is
# 0.1.
SLOW = 0.05

Version = Callable[[Input], Awaitable[int]]


class Run:
    """One run of a version: its loop, in a thread of its own."""

    def __init__(self, work: Work, version: Version, debug: bool) -> None:
        self.input = Input(work)
        self.version = version
        self.debug = debug
        self.answer = Answer()
        self.gaps: list[float] = []
        self.last = time.perf_counter()
        self.is_over = False
        self.error: BaseException | None = None
        self.threads_before = threading.active_count()

    def on_one_loop(self) -> None:
        """Runs the loop to its end."""
        try:
            asyncio.run(self.beside_a_heartbeat(), debug=self.debug)
            self.answer.ended = time.perf_counter() - self.started
        except Exception as error:
            self.error = error

    async def beside_a_heartbeat(self) -> None:
        """Runs the version and a heartbeat."""
        asyncio.get_running_loop().slow_callback_duration = SLOW
        heartbeat = asyncio.create_task(self.tick(), name="heartbeat")
        # All gaps count from the first tick.
        await asyncio.sleep(0)
        self.started, cpu = time.perf_counter(), time.process_time()
        done = await self.version(self.input)
        self.answer.wall = time.perf_counter() - self.started
        self.answer.cpu = time.process_time() - cpu
        self.answer.threads = threading.active_count() - self.threads_before
        self.is_over = True
        await heartbeat
        self.answer.done = done

    async def tick(self) -> None:
        """Ticks until one tick after the end."""
        first = self.last = time.perf_counter()
        while not self.is_over:
            await asyncio.sleep(PERIOD - (self.last - first) % PERIOD)
            now = time.perf_counter()
            self.gaps.append(now - self.last)
            self.last = now


def a_heartbeat(work: Work, version: Version, debug: bool = False) -> Answer:
    """Runs a version. Gives up if its loop is stuck."""
    run = Run(work, version, debug)
    answer = run.answer
    loop = threading.Thread(target=run.on_one_loop, daemon=True)
    started = time.perf_counter()
    loop.start()
    loop.join(work.stuck_after or PATIENCE)
    if run.error:
        raise run.error
    gaps = list(run.gaps)
    if loop.is_alive():
        if not work.stuck_after:
            raise RuntimeError("the loop is stuck")
        answer.wall = time.perf_counter() - started
        answer.threads = threading.active_count() - run.threads_before
        answer.said.append(f"the loop's thread is in {place_of(loop)}")
        gaps.append(time.perf_counter() - run.last)
    elif answer.done != work.expected:
        raise ValueError(f"the result is {answer.done}, not {work.expected}")
    answer.ticks = len(run.gaps)
    answer.missed = sum(max(0, round(gap / PERIOD) - 1) for gap in gaps)
    seen = sorted(with_missed_ticks(gaps))
    answer.p50, answer.p99, answer.longest = (
        seen[ceil(share * len(seen)) - 1] for share in (0.5, 0.99, 1.0)
    )
    return answer


def with_missed_ticks(gaps: list[float]) -> Iterator[float]:
    """Adds the gaps that missed ticks would have seen."""
    for gap in gaps:
        yield gap
        while (gap := gap - PERIOD) >= PERIOD:
            yield gap


def place_of(thread: threading.Thread) -> str:
    """Returns the function and the line that a thread is in."""
    frame = sys._current_frames()[thread.ident]
    name, file = frame.f_code.co_name, Path(frame.f_code.co_filename).name
    return f"{name}(), {file}, line {frame.f_lineno}"


def in_debug_mode(work: Work, version: Version) -> Answer:
    """Runs a version in asyncio's debug mode, and keeps what that logs."""
    said = []
    keeping = logging.Handler()
    keeping.emit = lambda record: said.append(record.getMessage())
    logger = logging.getLogger("asyncio")
    logger.addHandler(keeping)
    logger.propagate = False
    answer = a_heartbeat(work, version, debug=True)
    # Only the names of files, without their folders.
    answer.said += [re.sub(r"(?<=\s)/\S*/", "", line) for line in said]
    return answer


def full_pipe(work: Work, version: Version) -> Answer:
    """Runs a version whose standard output is not read for a while."""
    reader, writer = os.pipe()
    sys.stdout.flush()
    stdout = os.dup(1)
    os.dup2(writer, 1)
    os.close(writer)
    seen = []

    def read() -> None:
        time.sleep(work.silence)
        with open(reader) as pipe:
            seen.append(sum(1 for _ in pipe))

    reading = threading.Thread(target=read)
    reading.start()
    try:
        answer = a_heartbeat(work, version)
        sys.stdout.flush()
    finally:
        os.dup2(stdout, 1)
        reading.join()
    if seen != [work.lines]:
        raise ValueError(f"{seen} lines came out of the pipe")
    return answer
