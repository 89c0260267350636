"""Input shared by all versions, and the steps of an item."""

import os
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

# Numbers here have 64 bits, as they have in Rust.
BITS = 0xFFFF_FFFF_FFFF_FFFF


@dataclass(frozen=True)
class Work:
    """Items to fetch and compute."""

    # URL to request; the number of an item is appended.
    url: str
    # Number of items.
    items: int
    # Maximum items in progress.
    at_once: int
    # Number of processes that compute, if some do nothing else.
    workers: int
    # Number of rounds in the computation of an item.
    rounds: int
    # Lower bound of the wall time in Rust, in seconds.
    lower_bound: float
    # The same in Python.
    lower_bound_in_python: float


class Response(NamedTuple):
    """The response to the request for an item."""

    number: int
    begun: float
    fetched_by: str


class Computed(NamedTuple):
    """A computed item, and the threads that worked on it."""

    result: int
    # All processes of a machine read the same clock.
    begun: float
    done: float
    fetched_by: str
    computed_by: str


def compute(response: Response, rounds: int) -> Computed:
    """Returns the result for a response, computed by the caller."""
    result = mix(response.number, rounds)
    done = time.monotonic()
    return Computed(
        result, response.begun, done, response.fetched_by, this_thread()
    )


def this_thread() -> str:
    """Returns a name for the calling thread that no other thread has."""
    return f"process {os.getpid()} {threading.current_thread().name}"


def mix(number: int, rounds: int) -> int:
    """Mixes a number in `rounds` rounds, each of which needs the one before."""
    mixed = number
    for _ in range(rounds):
        mixed = (mixed + 0x9E37_79B9_7F4A_7C15) & BITS
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9) & BITS
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB) & BITS
        mixed ^= mixed >> 31
    return mixed


@dataclass(frozen=True)
class Answer:
    """Summary of all items that are done."""

    items: int
    # Sum of the results, modulo 2 to the power of 64.
    results: int
    # The most items that were begun and not yet done.
    alive: int
    # Number of items that each thread has fetched, and has computed.
    fetched_by: dict[str, int]
    computed_by: dict[str, int]

    @classmethod
    def of(cls, done: Iterable[Computed]) -> "Answer":
        """Returns the summary of these items."""
        done = list(done)
        return cls(
            items=len(done),
            results=sum(item.result for item in done) & BITS,
            alive=most_alive(done),
            fetched_by=dict(Counter(item.fetched_by for item in done)),
            computed_by=dict(Counter(item.computed_by for item in done)),
        )


def most_alive(done: list[Computed]) -> int:
    """Returns the most items that were begun and not yet done at a time."""
    events = [(item.begun, 1) for item in done]
    events += [(item.done, -1) for item in done]
    alive = most = 0
    for _, change in sorted(events):
        alive += change
        most = max(most, alive)
    return most
