"""Input and output shared by all versions."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import fast

# Pause between two ticks, in seconds.
PAUSE = 0.005

# Times that two threads try to meet in one function.
TRIES = 50


@dataclass(frozen=True)
class Work:
    """What to do, and how much of it."""

    kind: str
    size: int


@dataclass(frozen=True)
class Answer:
    """A number, and what was seen meanwhile."""

    number: int
    # Peak number of threads in the function at a time.
    inside: int | None = None
    # Longest gap between two ticks, in seconds.
    longest_gap: float | None = None


async def beside_a_heartbeat(
    function: Callable[[], int], threads: int, meet: bool = False
) -> Answer:
    """Calls a function in threads, while a task ticks.

    If the calls are to meet, they are repeated until they have, because a busy
    machine may run one after the other.
    """
    gaps: list[float] = []
    heartbeat = asyncio.create_task(tick(gaps))
    for _ in range(TRIES if meet else 1):
        calls = (asyncio.to_thread(function) for _ in range(threads))
        numbers = await asyncio.gather(*calls)
        if fast.most_inside() == 2:
            break
    # The tick that was due during the calls.
    await asyncio.sleep(PAUSE)
    heartbeat.cancel()
    return Answer(max(numbers), fast.most_inside(), max(gaps))


async def tick(gaps: list[float]) -> None:
    """Notes the gaps between ticks."""
    last = time.perf_counter()
    while True:
        await asyncio.sleep(PAUSE)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
