"""Two sums, computed one after the other in one process, then in two at once.

The Python version of src/main.rs, with the same additions. An interpreter runs
the bytecode of one thread at a time, so two processes share the work. It takes
about half a minute.
"""

import os
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import Pool
from statistics import median

# Number of additions per sum.
ADDITIONS = 100_000_000

# The number that is added.
STEP = 2.0

# Runs per version; the median is printed.
RUNS = 3


def main() -> None:
    print(f"Cores: {os.cpu_count()} in total")
    print(f"Times: median of {RUNS} runs\n")

    add_steps = partial(cpu_bound_task, step=STEP)
    # Starting processes takes time, so it happens before the clock runs.
    with Pool(2) as pool:
        alone = report(
            "1 process", lambda: [add_steps(ADDITIONS) for _ in range(2)]
        )
        print("---")
        together = report(
            "2 processes", lambda: pool.map(add_steps, [ADDITIONS] * 2)
        )

    print(f"\nSpeedup: {alone / together:.2f}x")


def cpu_bound_task(additions: int, step: float) -> tuple[float, float]:
    """Returns the sum of the steps, and the CPU time for it in seconds."""
    started = time.process_time()
    total = 0.0
    for _ in range(additions):
        total += step
    return total, time.process_time() - started


def report(
    version: str, work: Callable[[], list[tuple[float, float]]]
) -> float:
    """Prints both sums and the median times, and returns the wall time."""
    walls, cpus = [], []
    for _ in range(RUNS):
        started = time.perf_counter()
        results = work()
        walls.append(time.perf_counter() - started)
        cpus.append(sum(cpu for _, cpu in results))
        assert all(total == STEP * ADDITIONS for total, _ in results)

    for total, _ in results:
        print(f"{total:.0f}")
    wall, cpu = median(walls), median(cpus)
    print(f"{version:11}  wall {wall:.3f} s  CPU {cpu:.3f} s")
    return wall


if __name__ == "__main__":
    main()
