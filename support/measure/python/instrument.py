"""Measures one version of a comparison, in the process that Rust has started.

`instrument.py FOLDER VERSION` reads the work from stdin, as JSON, and prints
the report that `measure` reads.
"""

import importlib
import json
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from pathlib import Path

# What begins the line with the report.
REPORT = "\x01measured "


def main() -> None:
    folder, version = sys.argv[1:]
    end_with_parent()
    sys.path.insert(0, folder)
    work_of = importlib.import_module("work").Work
    run = importlib.import_module(version).run
    work = work_of(**json.load(sys.stdin))
    # A version that prints leaves its line open, perhaps.
    print(f"\n{REPORT}{json.dumps(measured(run, work))}", flush=True)


def measured(run: Callable[[object], object], work: object) -> dict:
    """Returns the report: {"Done": [figures, answer]} or {"Error": text}."""
    before = usage()
    ready = time.time()
    started = time.perf_counter()
    try:
        answer = run(work)
    except Exception as error:
        return {"Error": f"{type(error).__name__}: {error}"}
    wall = time.perf_counter() - started
    used = {name: value - before[name] for name, value in usage().items()}
    figures = {
        "wall": duration(wall),
        "user": duration(used.pop("user")),
        "system": duration(used.pop("system")),
        "peak_memory": peak_memory(),
        "start_up": duration(ready - float(os.environ["MEASURE_STARTED"])),
        **used,
    }
    return {"Done": [figures, data(answer)]}


def data(answer: object) -> object:
    """Returns what the Rust version's answer is as JSON."""
    if hasattr(answer, "summary"):
        answer = answer.summary()
    if isinstance(answer, list):
        return [data(part) for part in answer]
    return asdict(answer) if is_dataclass(answer) else answer


def duration(seconds: float) -> dict[str, int]:
    """Returns seconds as Rust's `Duration` is written."""
    seconds, nanos = divmod(round(max(seconds, 0) * 1e9), 10**9)
    return {"secs": seconds, "nanos": nanos}


if sys.platform == "win32":

    def usage() -> dict[str, float]:
        """Returns what the system has billed so far. Workers are left out."""
        times = os.times()
        return {"user": times.user, "system": times.system}

else:
    import resource

    def usage() -> dict[str, float]:
        """Returns what was billed to this process and its ended workers."""
        who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        own, workers = map(resource.getrusage, who)
        return {
            "user": own.ru_utime + workers.ru_utime,
            "system": own.ru_stime + workers.ru_stime,
            "page_faults": own.ru_minflt + workers.ru_minflt,
            "voluntary_switches": own.ru_nvcsw + workers.ru_nvcsw,
            "involuntary_switches": own.ru_nivcsw + workers.ru_nivcsw,
        }


def peak_memory() -> int | None:
    """Returns the most bytes that were resident, where Linux says so."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) * 1024 if found else None


def end_with_parent() -> None:
    """Has Linux end this process when the one that started it is gone."""
    if sys.platform == "linux":
        import ctypes
        import signal

        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


if __name__ == "__main__":
    main()
