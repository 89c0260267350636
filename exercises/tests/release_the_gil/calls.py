"""Calls the learner's function, and prints what came of it.

Usage: calls.py LIBRARY sum|threads|ctrl_c JOB…
"""

import importlib.machinery
import importlib.util
import signal
import sys
import threading
import time
from types import ModuleType

NAME = "release_the_gil"


def load(library: str) -> ModuleType:
    loader = importlib.machinery.ExtensionFileLoader(NAME, library)
    spec = importlib.util.spec_from_loader(NAME, loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def on_two_threads(module: ModuleType, jobs: list[int]) -> int:
    threads = [
        threading.Thread(target=module.sum_of_jobs, args=(jobs,))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return module.most_at_a_time()


def ctrl_c(module: ModuleType, jobs: list[int]) -> str:
    """Sends SIGINT while the first job waits."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def send() -> None:
        while module.begun() == 0:
            time.sleep(0.001)
        signal.raise_signal(signal.SIGINT)
        module.stop_waiting()

    thread = threading.Thread(target=send)
    thread.start()
    outcome = "returned"
    try:
        module.sum_of_jobs(jobs)
        # Python itself notices the signal here.
        thread.join()
    except KeyboardInterrupt:
        outcome = "interrupted"
    begun = module.begun()
    thread.join()
    return f"{outcome} {begun}"


module = load(sys.argv[1])
jobs = [int(job) for job in sys.argv[3:]]
match sys.argv[2]:
    case "sum":
        print("\n", module.sum_of_jobs(jobs), sep="")
    case "threads":
        print("\n", on_two_threads(module, jobs), sep="")
    case "ctrl_c":
        print("\n", ctrl_c(module, jobs), sep="")
