"""Python handles Ctrl-C between its own steps, not within a Rust call."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import fast  # noqa: E402

# Chunks of the call, and rounds of each: 10 ms or so.
CHUNKS = 100
ROUNDS = 3_000_000

# Ctrl-C in the terminal is for the program that has started this one.
signal.signal(signal.SIGINT, signal.default_int_handler)


def interrupted(call: Callable[[int, int], None]) -> None:
    """Sends this process a SIGINT during a call."""

    def interrupt() -> None:
        while fast.computed_chunks() == 0:
            pass
        os.kill(os.getpid(), signal.SIGINT)

    fast.computed_chunks()
    other = threading.Thread(target=interrupt)
    other.start()
    try:
        call(CHUNKS, ROUNDS)
        # Python's next step, after the call.
        other.join()
    except KeyboardInterrupt:
        chunks = fast.computed_chunks()
        when = "at once" if chunks < CHUNKS / 2 else "at the end"
        print(f"{call.__name__}: KeyboardInterrupt {when}", flush=True)
    other.join()


interrupted(fast.chunks)
interrupted(fast.chunks_with_signals)
