"""A heartbeat every 10 ms, next to CPU-bound work on the same loop and off it.

The Python version of src/main.rs. The work takes a second, or less with
`--work 0.2`.
"""

import argparse
import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ProcessPoolExecutor
from statistics import quantiles

# Time from one tick to the next, in seconds.
PERIOD = 0.01

# Number of chunks in the work.
CHUNKS = 1000

# Summand of each addition.
STEP = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--work",
        type=seconds,
        default=1.0,
        metavar="SECONDS",
        help="CPU time of the work",
    )
    duration = parser.parse_args().work
    additions = calibrated(duration)
    print(
        f"Heartbeat every {PERIOD * 1000:g} ms, next to {duration:g} s of "
        f"CPU-bound work in {CHUNKS} chunks.\n"
        "p50, p99 and longest: time from one tick to the next. Each row is one "
        "run.\n"
    )
    print(
        f"{'':24}{'ticks':>6}{'missed':>8}{'p50':>11}{'p99':>11}{'longest':>11}"
        f"{'wall':>9}"
    )
    with ProcessPoolExecutor(max_workers=1) as pool:
        # The start of the process and its interpreter is not measured.
        pool.submit(compute, 1).result()
        versions: list[tuple[str, Callable[[], Version]]] = [
            ("in the task", lambda: in_the_task(additions)),
            ("sleep(0) between chunks", lambda: yielding(additions)),
            ("to_thread", lambda: in_a_thread(additions)),
            ("process pool", lambda: in_a_process(pool, additions)),
            ("time.sleep in the task", lambda: blocking_call(duration)),
        ]
        for name, version in versions:
            total = asyncio.run(beside_a_heartbeat(name, version()))
            assert total in (None, STEP * CHUNKS * additions)


def seconds(text: str) -> float:
    """Returns a duration from the command line."""
    value = float(text)
    if not 0.05 <= value <= 10:
        raise argparse.ArgumentTypeError("not between 0.05 and 10")
    return value


# A coroutine that runs next to a heartbeat.
Version = Coroutine[None, None, float | None]


async def in_the_task(additions: int) -> float:
    """Computes on the loop: no other task runs until it is done."""
    return compute(additions)


async def yielding(additions: int) -> float:
    """Same, except that the loop gets a turn after each chunk."""
    total = 0.0
    for _ in range(CHUNKS):
        total = chunk(total, additions)
        await asyncio.sleep(0)
    return total


async def in_a_thread(additions: int) -> float:
    """Computes in another thread, which holds the GIL most of the time."""
    return await asyncio.to_thread(compute, additions)


async def in_a_process(pool: ProcessPoolExecutor, additions: int) -> float:
    """Computes in another process, which has a GIL of its own."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, compute, additions)


async def blocking_call(duration: float) -> None:
    """Computes nothing, but still blocks the loop."""
    time.sleep(duration)


def compute(additions: int) -> float:
    """Does all chunks of the work, one after another."""
    total = 0.0
    for _ in range(CHUNKS):
        total = chunk(total, additions)
    return total


def chunk(total: float, additions: int) -> float:
    """Does one chunk of the work, with `additions` additions."""
    for _ in range(additions):
        total += STEP
    return total


def calibrated(duration: float) -> int:
    """Returns the additions per chunk with which the work takes `duration`."""
    additions = 100
    samples = []
    for _ in range(5):
        started = time.process_time()
        compute(additions)
        samples.append(time.process_time() - started)
    return max(1, round(additions * duration / min(samples)))


async def beside_a_heartbeat(name: str, version: Version) -> float | None:
    """Runs a version and a heartbeat on one loop, and prints a row.

    Returns the result of the version.
    """
    is_over = asyncio.Event()
    heartbeat = asyncio.create_task(tick(is_over))
    # All gaps count from the first tick.
    await asyncio.sleep(0)
    started = time.perf_counter()
    total = await version
    wall = time.perf_counter() - started
    is_over.set()
    gaps = await heartbeat

    missed = sum(max(0, round(gap / PERIOD) - 1) for gap in gaps)
    seen = sorted(with_missed_ticks(gaps))
    percentiles = quantiles(seen, n=100, method="inclusive")
    p50, p99, longest = percentiles[49], percentiles[98], seen[-1]
    print(
        f"{name:24}{len(gaps):>6}{missed:>8}{p50 * 1000:>8.1f} ms"
        f"{p99 * 1000:>8.1f} ms{longest * 1000:>8.1f} ms{wall:>7.3f} s"
    )
    return total


async def tick(is_over: asyncio.Event) -> list[float]:
    """Ticks until one tick after the end. Returns the gaps between ticks."""
    gaps = []
    first = last = time.perf_counter()
    while not is_over.is_set():
        await asyncio.sleep(PERIOD - (last - first) % PERIOD)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
    return gaps


def with_missed_ticks(gaps: list[float]) -> Iterator[float]:
    """Adds the gaps that missed ticks would have seen.

    Without them, a long gap is one among many short ones, and no percentile
    shows it. This is called correcting for coordinated omission.
    """
    for gap in gaps:
        yield gap
        while (gap := gap - PERIOD) >= PERIOD:
            yield gap


if __name__ == "__main__":
    main()
