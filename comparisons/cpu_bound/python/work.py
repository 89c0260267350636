"""What every version is given, and what it returns."""

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

# The seed of the first piece of pi; that of the next is one higher.
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


# What is computed in one go.
Piece = Squares | Primes | Pi


@dataclass(frozen=True)
class Work:
    """Something to compute."""

    # {"Squares": number of numbers}, {"Pi": number of samples} or "Primes".
    kind: str | dict[str, int]
    # Number of pieces that it comes in.
    pieces: int
    # Number of threads or processes that compute at a time.
    workers: int

    def cut(self) -> list[Piece]:
        """Returns all pieces, in their order."""
        indexes = range(self.pieces)
        match self.kind:
            case {"Squares": numbers}:

                def border(index: int) -> int:
                    return 1 + numbers * index // self.pieces

                return [
                    Squares(range(border(index), border(index + 1)))
                    for index in indexes
                ]
            case {"Pi": samples}:
                return [Pi(samples, SEED + index) for index in indexes]
            case _:
                return [Primes(FIRST_LIMIT + index) for index in indexes]


class Part(NamedTuple):
    """What a piece has become, and who has computed it."""

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


def compute(piece: Piece) -> Part:
    """Computes a piece, on the calling thread."""
    match piece:
        case Squares(numbers):
            return Part.of(squares.store(numbers), sum)
        case Primes(limit):
            return Part.of(primes.up_to(limit), len)
        case Pi(samples, seed):
            return Part.of(pi.inside(samples, seed), int)


@dataclass(frozen=True)
class Summary:
    """What all parts come to."""

    # For each piece the sum of its squares, the number of its primes, or the
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
        """Returns what the parts come to, once nothing is measured any more."""
        return Summary(
            numbers=[part.number_of(part.value) for part in self.parts],
            messages=self.messages,
            workers=sorted(
                {(part.process, part.thread) for part in self.parts}
            ),
        )
