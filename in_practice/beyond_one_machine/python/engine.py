"""The engine and the workers of a run, which end with it."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Environment variable with the engine's URL.
VARIABLE = "BEYOND_REDIS_URL"

# Time that a worker has to end, in seconds.
PATIENCE = 10


@contextmanager
def url() -> Iterator[str]:
    """Starts the same engine as for the versions in Rust, and returns its URL:
    the program that has started this one keeps it. If one is given, that is
    used."""
    if given := os.environ.get(VARIABLE):
        yield given
        return
    keeper = subprocess.Popen(
        [parent(), "engine"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    password = secrets.token_hex(16)
    # At the end of its stdin, the keeper ends the engine.
    with keeper:
        print(password, file=keeper.stdin, flush=True)
        port = keeper.stdout.readline().strip()
        if not port:
            raise RuntimeError("the engine does not start")
        yield f"redis://:{password}@127.0.0.1:{port}"


def parent() -> str:
    """Returns the program that has started this one."""
    link = f"/proc/{os.getppid()}/exe"
    if os.path.exists(link):
        return os.readlink(link)
    command = ["ps", "-o", "comm=", "-p", str(os.getppid())]
    return subprocess.check_output(command, text=True).strip()


@contextmanager
def workers(
    engine: str, queue: str, count: int
) -> Iterator[list[subprocess.Popen]]:
    """Starts workers, and ends them."""
    command = [
        sys.executable,
        "-B",
        Path(__file__).with_name("worker.py"),
        queue,
    ]
    environment = {**os.environ, VARIABLE: engine}
    running = []
    try:
        for _ in range(count):
            running.append(subprocess.Popen(command, env=environment))
        yield running
    finally:
        for worker in running:
            worker.terminate()
        for worker in running:
            worker.wait(PATIENCE)


def peak_memory(workers: list[subprocess.Popen]) -> int | None:
    """Returns the most bytes that were resident in a worker, where Linux says
    so. A job's own process is not counted."""
    peaks = []
    for worker in workers:
        try:
            status = Path(f"/proc/{worker.pid}/status").read_text()
        except OSError:
            continue
        if found := re.search(r"VmHWM:\s*(\d+) kB", status):
            peaks.append(int(found[1]) * 1024)
    return max(peaks, default=None)
