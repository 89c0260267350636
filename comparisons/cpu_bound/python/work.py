"""Input and output shared by all versions."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import pi
import primes
import squares

# The first limit up to which primes are searched.
FIRST_LIMIT = 1_000

# The seed of the first job of pi; that of the next is one higher.
SEED = 20_000


class Squares(NamedTuple):
    """The squares of these numbers."""

    numbers: range


class Primes(NamedTuple):
    """The primes up to this limit."""

    limit: int


class Pi(NamedTuple):
    """The random points that a seed gives."""

    samples: int
    seed: int


# One job: the part that one worker computes at a time.
Job = Squares | Primes | Pi


@dataclass(frozen=True)
class Work:
    """Something to compute."""

    # {"Squares": number of numbers}, {"Pi": number of samples} or "Primes".
    kind: str | dict[str, int]
    # Number of jobs that it comes in.
    jobs: int
    # Number of threads or processes that compute at a time.
    workers: int

    def cut(self) -> list[Job]:
        """Returns all jobs, in their order."""
        indexes = range(self.jobs)
        match self.kind:
            case {"Squares": numbers}:

                def border(index: int) -> int:
                    return 1 + numbers * index // self.jobs

                return [
                    Squares(range(border(index), border(index + 1)))
                    for index in indexes
                ]
            case {"Pi": samples}:
                return [Pi(samples, SEED + index) for index in indexes]
            case _:
                return [Primes(FIRST_LIMIT + index) for index in indexes]


class Part(NamedTuple):
    """The result of a job, and the worker that computed it."""

    value: object
    # Makes the one number of the value that is compared.
    number_of: Callable[..., int]
    process: int
    thread: str

    @classmethod
    def of(cls, value: object, number_of: Callable[..., int]) -> "Part":
        """Returns a part that the calling thread has computed."""
        thread = threading.current_thread().name
        return cls(value, number_of, os.getpid(), thread)


def compute(job: Job) -> Part:
    """Computes a job, on the calling thread."""
    match job:
        case Squares(numbers):
            return Part.of(squares.store(numbers), sum)
        case Primes(limit):
            return Part.of(primes.up_to(limit), len)
        case Pi(samples, seed):
            return Part.of(pi.inside(samples, seed), int)


@dataclass(frozen=True)
class Summary:
    """Summary of all parts."""

    # For each job the sum of its squares, the number of its primes, or the
    # number of its points in the circle.
    numbers: list[int]
    # Number of messages sent to worker processes.
    messages: int
    # Process and thread of all who computed.
    workers: list[tuple[int, str]]


# Without a text of its parts: `asyncio.run` makes one of what it returns, up to
# Python 3.11.7 and 3.12.1, and throws it away.
@dataclass(frozen=True, repr=False)
class Answer:
    """All parts in their order, and the messages that they took."""

    parts: list[Part]
    messages: int = 0

    def summary(self) -> Summary:
        """Returns the summary of the parts, after the measurement."""
        return Summary(
            numbers=[part.number_of(part.value) for part in self.parts],
            messages=self.messages,
            workers=sorted(
                {(part.process, part.thread) for part in self.parts}
            ),
        )
