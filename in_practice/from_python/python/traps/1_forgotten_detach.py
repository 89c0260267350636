"""Threads of Rust wait for the GIL, and its holder waits for them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import fast  # noqa: E402

COUNT = 100


def double(number: int) -> int:
    """Returns the double of a number."""
    return 2 * number


print("released:", fast.call_on_threads_detached(double, COUNT), flush=True)
print("kept:", end=" ", flush=True)
print(fast.call_on_threads(double, COUNT))
