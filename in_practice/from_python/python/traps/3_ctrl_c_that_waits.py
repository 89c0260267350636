"""Python handles Ctrl-C between its own steps, not within a Rust call."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import fast  # noqa: E402

# Rounds per chunk: less than a millisecond.
ROUNDS = 100_000

# Ctrl-C in the terminal is for the program that has started this one.
signal.signal(signal.SIGINT, signal.default_int_handler)


def interrupted(call: Callable[[int, int], None], chunks: int) -> None:
    """Sends this process a SIGINT during a call."""
    before = fast.computed_chunks()

    def interrupt() -> None:
        while fast.computed_chunks() == before:
            pass
        os.kill(os.getpid(), signal.SIGINT)

    other = threading.Thread(target=interrupt)
    other.start()
    try:
        call(chunks, ROUNDS)
        # Python's next step, after the call.
        other.join()
    except KeyboardInterrupt:
        is_done = fast.computed_chunks() - before == chunks
        when = "after" if is_done else "during"
        print(f"{call.__name__}: KeyboardInterrupt {when} the call", flush=True)
    other.join()


interrupted(fast.chunks, 100)
# Without the signal, this call would take minutes.
interrupted(fast.chunks_with_signals, 1_000_000)
