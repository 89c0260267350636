"""Threads that add to one counter: lost additions, and the price of a lock.

The Python version of src/main.rs. `counter += 1` may lose additions. With the
GIL, it hardly ever does since Python 3.10, because other threads get their turn
only at calls and at the end of a loop's body.
"""

import argparse
import sys
import sysconfig
import time
from collections.abc import Callable
from statistics import median
from threading import Lock, Thread

# Number of threads, and of additions that each makes.
THREADS = 2
EACH = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--runs",
        type=int,
        choices=range(1, 1001),
        default=5,
        metavar="N",
        help="runs per row; wall is their median",
    )
    runs = parser.parse_args().runs
    print(f"Python {sys.version.split()[0]}, {gil()}.")
    print(f"Threads: {THREADS}; each adds 1 to a counter {EACH} times.\n")
    print(
        f"{'':24}{'most lost':>10}{'least lost':>12}{'wall':>12}{'ratio':>9}"
        f"{'per addition':>14}"
    )
    versions: list[Callable[[], int]] = [
        one_thread,
        plus_equals,
        function_call,
        with_lock,
        counter_per_thread,
    ]
    baseline = None
    for version in versions:
        walls, lost = [], []
        for _ in range(runs):
            started = time.perf_counter()
            counted = version()
            walls.append(time.perf_counter() - started)
            lost.append(THREADS * EACH - counted)
        wall = median(walls)
        baseline = baseline or wall
        label = version.__name__.replace("_", " ")
        nanoseconds = wall * 1e9 / (THREADS * EACH)
        print(
            f"{label:24}{max(lost):>10}{min(lost):>12}{wall * 1000:>9.1f} ms"
            f"{wall / baseline:>8.2f}x{nanoseconds:>11.1f} ns"
        )
    print(f"\nWall is the median of {runs} runs.")


def gil() -> str:
    """Returns in words whether this interpreter has the lock."""
    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "with the GIL"
    is_on = sys._is_gil_enabled()
    return f"the free-threaded build, its GIL is {'on' if is_on else 'off'}"


def one_thread() -> int:
    """Makes all additions on one thread, as the baseline."""
    counter = 0
    for _ in range(THREADS * EACH):
        counter += 1
    return counter


def plus_equals() -> int:
    """Reads the counter, adds one and writes it, in three steps."""
    counter = 0

    def add_all() -> None:
        nonlocal counter
        for _ in range(EACH):
            counter += 1

    on_all_threads(add_all)
    return counter


def function_call() -> int:
    """Same, with a call between read and write, where CPython may switch."""
    counter = 0

    def add(number: int) -> int:
        return number + 1

    def add_all() -> None:
        nonlocal counter
        for _ in range(EACH):
            counter = add(counter)

    on_all_threads(add_all)
    return counter


def with_lock() -> int:
    """Same as plus_equals, except that no other thread can come in between."""
    counter = 0
    lock = Lock()

    def add_all() -> None:
        nonlocal counter
        for _ in range(EACH):
            with lock:
                counter += 1

    on_all_threads(add_all)
    return counter


def counter_per_thread() -> int:
    """Gives each thread its own counter. Nothing is shared until the end."""
    counters = []

    def add_all() -> None:
        counter = 0
        for _ in range(EACH):
            counter += 1
        counters.append(counter)

    on_all_threads(add_all)
    return sum(counters)


def on_all_threads(work: Callable[[], None]) -> None:
    """Does the work once per thread, and waits for all."""
    threads = [Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
