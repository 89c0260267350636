"""A whole event loop with a timer: three tasks wait at the same time.

The Python version of src/small.rs. `send` resumes a coroutine up to its next
wait, which yields the time at which to resume it.
"""

import time
from collections import deque
from collections.abc import Coroutine, Generator
from heapq import heappop, heappush

Task = Coroutine[float, None, None]


class Sleep:
    """Waits until `due`, like `asyncio.sleep`."""

    def __init__(self, milliseconds: float) -> None:
        self.due = time.monotonic() + milliseconds / 1000

    def __await__(self) -> Generator[float, None, None]:
        yield self.due


def run(tasks: list[Task]) -> None:
    """Resumes each task when it is ready, until all of them are done."""
    # In asyncio: `_ready` and `_scheduled`.
    ready = deque(enumerate(tasks, 1))
    timers: list[tuple[float, int, Task]] = []
    while ready or timers:
        while ready:
            number, task = ready.popleft()
            try:
                due = task.send(None)
            except StopIteration:
                print(f"send to task {number}: it returns")
            else:
                print(f"send to task {number}: it yields a time")
                heappush(timers, (due, number, task))
        if timers:
            due, number, task = heappop(timers)
            pause = max(0, due - time.monotonic())
            print(f"sleep for {pause * 1000:.0f} ms")
            time.sleep(pause)
            print(f"wake task {number}")
            ready.append((number, task))


async def once(milliseconds: float) -> None:
    await Sleep(milliseconds)


async def twice(milliseconds: float) -> None:
    await Sleep(milliseconds)
    await Sleep(milliseconds)


if __name__ == "__main__":
    run([once(300), once(100), twice(200)])
