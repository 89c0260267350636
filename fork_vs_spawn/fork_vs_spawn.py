"""Fork, spawn and forkserver: what a child inherits, and what each costs.

The Python program beside src/main.rs. Run all parts, or one of them:

    python3 fork_vs_spawn/fork_vs_spawn.py [inherit|memory|speed]
"""

import argparse
import gc
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from threading import Thread

# Fork first, to which others are compared. Windows has spawn alone.
METHODS = [
    method
    for method in ("fork", "forkserver", "spawn")
    if method in multiprocessing.get_all_start_methods()
]

# Number of small lists in a large parent, which holds some 128 bytes for each.
OBJECTS = 2_000_000

# How often each start is timed. The median needs an odd number.
RUNS = 21

# The variable to watch: each process has one of its own.
visits = 0


def main() -> None:
    parts = {"inherit": inherit, "memory": memory, "speed": speed}
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("part", nargs="?", choices=parts)
    chosen = parser.parse_args().part
    for name in [chosen] if chosen else parts:
        parts[name]()


def inherit() -> None:
    """Prints a variable and an open file, as parent and children see them."""
    global visits
    print("inherit: one variable and one open file, seen by each process")
    print(f"{'':38}{'process':>10}{'visits':>10}{'file open':>12}")
    with tempfile.TemporaryFile() as file:
        inode = os.fstat(file.fileno()).st_ino
        visits = 7
        row("parent, after setting it to 7", file.fileno(), inode)
        for method in METHODS:
            child = multiprocessing.get_context(method).Process(
                target=inherited, args=(method, visits, file.fileno(), inode)
            )
            child.start()
            child.join()
            row("parent, after that child ended", file.fileno(), inode)
    print()


def inherited(method: str, argument: int, file: int, inode: int) -> None:
    """Runs in a child: its argument was pickled, unless it is forked."""
    global visits
    row(f"child by {method}, at its start", file, inode)
    visits = argument + 1
    row(f"child by {method}, its argument + 1", file, inode)


def row(label: str, file: int, inode: int) -> None:
    """Prints what the calling process sees."""
    try:
        is_open = os.fstat(file).st_ino == inode
    except OSError:
        is_open = False
    answer = "yes" if is_open else "no"
    print(f"{label:38}{os.getpid():>10}{visits:>10}{answer:>12}", flush=True)


def memory() -> None:
    """Prints what a forked child owns after reading what its parent has."""
    if not Path("/proc/self/smaps_rollup").exists():
        print("memory: skipped, it needs fork and Linux's /proc.\n")
        return
    print(f"memory: copy-on-write, the parent holds {OBJECTS:,} small lists")
    objects = ballast()
    own = private_mib()
    block = bytes([1]) * int(own * 2**20)
    print(f"        and as many bytes in one object, {own:.0f} MiB each")
    print(f"{'MiB':44}{'its own':>10}{'ratio':>9}")

    def read_objects() -> None:
        for _ in objects:
            pass

    steps: list[tuple[str, Callable[[], object]]] = [
        ("child that does nothing", lambda: None),
        ("child that reads the bytes", lambda: block.count(b"\x02")),
        ("child that reads the lists", read_objects),
        ("child that collects garbage", gc.collect),
    ]
    for label, step in steps:
        memory_row(label, step, own)
    # What exists now is left out of all collections to come.
    gc.freeze()
    memory_row("child that collects garbage, frozen before", gc.collect, own)
    gc.unfreeze()
    print(
        '"Its own" are the pages that it has written and shares with no other '
        "process.\nTo look at an object is to count a reference in it.\n"
    )


def ballast() -> list[list[int]]:
    """Returns many small objects that the garbage collector looks at."""
    return [[number] for number in range(OBJECTS)]


def private_mib() -> float:
    """Returns the memory that this process shares with no other, in MiB."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1]) / 1024
    raise OSError("no Private_Dirty in /proc/self/smaps_rollup")


def memory_row(label: str, step: Callable[[], object], whole: float) -> None:
    """Forks a child for a step, and prints what it owns then."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=measured, args=(step, sender))
    child.start()
    # Were it open here, too, the end of the child would not be noticed.
    sender.close()
    try:
        own = receiver.recv()
    except EOFError:
        child.join()
        sys.exit(f"Error: the {label} has ended with {child.exitcode}")
    child.join()
    print(f"{label:44}{own:>10.1f}{own / whole:>8.2f}x")


def measured(step: Callable[[], object], sender: Connection) -> None:
    """Runs in a forked child, and reports to the parent what it owns."""
    step()
    sender.send(private_mib())


def speed() -> None:
    """Prints what it takes to start something and to wait for its end."""
    print(f"speed: milliseconds to start and to join, median of {RUNS}")
    print(f"{'the parent holds':24}{'nothing':>12}{'lists':>12}{'ratio':>9}")
    starts = {"thread": Thread}
    for method in METHODS:
        starts[method] = multiprocessing.get_context(method).Process
    small = {name: timed(start) for name, start in starts.items()}
    objects = ballast()
    large = {name: timed(start) for name, start in starts.items()}
    del objects

    for name in starts:
        ratio = large[name] / small[name]
        print(
            f"{name:24}{small[name]:>12.2f}{large[name]:>12.2f}{ratio:>8.2f}x"
        )
    if "fork" in METHODS:
        ratios = [times["spawn"] / times["fork"] for times in (small, large)]
        print(f"{'spawn / fork':23}{ratios[0]:>12.2f}x{ratios[1]:>11.2f}x")
    print()


def timed(start: type) -> float:
    """Returns the median time of a start and a join in milliseconds."""
    times = []
    # The first start is not counted: it starts the server of forkserver.
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        child = start(target=nothing)
        child.start()
        child.join()
        times.append(time.perf_counter() - started)
    return median(times[1:]) * 1000


def nothing() -> None:
    """Runs in a thread or a process, and returns at once."""


if __name__ == "__main__":
    try:
        main()
    except (MemoryError, OSError) as error:
        sys.exit(f"Error: {error or type(error).__name__}")
