"""Two threads and the GIL: jobs that compute, that wait, and that hash in C.

The Python version of src/main.rs, with the interpreter's own lock. Try
`--interval 50`, in milliseconds, for fewer handoffs.
"""

import argparse
import hashlib
import sys
import sysconfig
import time
from collections.abc import Callable
from statistics import median
from threading import Thread, get_ident

# Number of additions in a chunk of work, and of chunks in a job.
ADDITIONS = 20_000
CHUNKS = 300

# Summand of each addition.
STEP = 2.0

# Number of waits in a job, and the length of each in seconds.
WAITS = 3
WAIT = 0.02

# Number of hashes in a job, and of bytes in each.
HASHES = 20
BYTES = 2_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--interval",
        type=milliseconds,
        default=5.0,
        metavar="MS",
        help="time before a thread requests the lock, in milliseconds",
    )
    parser.add_argument(
        "--runs",
        type=int,
        choices=range(1, 1001),
        default=5,
        metavar="N",
        help="runs per row; the medians are shown",
    )
    arguments = parser.parse_args()
    interval, runs = arguments.interval, arguments.runs
    sys.setswitchinterval(interval / 1000)
    print(f"Python {sys.version.split()[0]}, {gil()}.")
    print(f"The lock is requested after {interval:g} ms.")

    block = bytes(BYTES)
    table(f"Computing: 2 jobs of {CHUNKS} chunks each", runs, compute)
    wait_ms = WAIT * 1000
    table(f"Waiting: 2 jobs of {WAITS} waits, {wait_ms:g} ms each", runs, wait)
    table(
        f"Hashing in C: 2 jobs of {HASHES} blocks of {BYTES / 1e6:g} MB",
        runs,
        lambda turns: digest(turns, block),
    )
    print(f"\nMedian of {runs} runs.")


def milliseconds(text: str) -> float:
    """Returns an interval from the command line."""
    value = float(text)
    if not 0.1 <= value <= 10_000:
        raise argparse.ArgumentTypeError("not between 0.1 and 10000")
    return value


def gil() -> str:
    """Returns in words whether this interpreter has the lock."""
    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "with the GIL"
    is_on = sys._is_gil_enabled()
    return f"the free-threaded build, its GIL is {'on' if is_on else 'off'}"


# Threads in the order of their turns. A thread is added when it takes over.
Turns = list[int]


def compute(turns: Turns) -> None:
    """Does a job of additions, in chunks far shorter than the interval."""
    total = 0.0
    for _ in range(CHUNKS):
        for _ in range(ADDITIONS):
            total += STEP
        take_turn(turns)
    assert total == STEP * ADDITIONS * CHUNKS


def wait(turns: Turns) -> None:
    """Does a job of waits. `sleep` releases the lock."""
    for _ in range(WAITS):
        time.sleep(WAIT)
        take_turn(turns)


def digest(turns: Turns, block: bytes) -> None:
    """Does a job of hashes. hashlib releases the lock for large blocks."""
    for _ in range(HASHES):
        hashlib.sha256(block)
        take_turn(turns)


def take_turn(turns: Turns) -> None:
    """Notes that the calling thread has the lock."""
    if not turns or turns[-1] != get_ident():
        turns.append(get_ident())


def table(title: str, runs: int, job: Callable[[Turns], None]) -> None:
    """Prints the times of two jobs, on one thread and on two."""
    print(f"\n{title}")
    print(f"{'':16}{'wall':>12}{'CPU':>12}{'ratio':>8}{'handoffs':>10}")
    baseline = None
    for threads in (1, 2):
        walls, cpus, handoffs = [], [], []
        for _ in range(runs):
            turns: Turns = []
            wall, cpu = time.perf_counter(), time.process_time()
            run(job, turns, threads)
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
            handoffs.append(len(turns) - 1)
        wall, cpu = median(walls) * 1000, median(cpus) * 1000
        baseline = baseline or wall
        label = "one thread" if threads == 1 else "two threads"
        print(
            f"{label:16}{wall:>9.1f} ms{cpu:>9.1f} ms{wall / baseline:>7.2f}x"
            f"{median(handoffs):>10}"
        )


def run(job: Callable[[Turns], None], turns: Turns, threads: int) -> None:
    """Does two jobs, one after the other or one per thread."""
    if threads == 1:
        job(turns)
        job(turns)
        return
    both = [Thread(target=job, args=(turns,)) for _ in range(threads)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()


if __name__ == "__main__":
    main()
