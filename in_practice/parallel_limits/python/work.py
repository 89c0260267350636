"""Input and output shared by all versions."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """A sieve up to `size`. The other fields belong to versions in Rust."""

    size: int
    threads: int
    rounds: int
    skewed: bool
    serial_percent: int
    pieces: int
    predicted: float | None


@dataclass(frozen=True)
class Summary:
    """The answer in a few numbers."""

    # Sum of all primes, each times its place in the list, modulo 2 to the 64.
    number: int
    # Number of primes.
    primes: int
    # As in Rust, where other answers have them.
    pieces: tuple[int, ...] = ()
    p99: float | None = None


@dataclass(frozen=True, repr=False)
class Answer:
    """A list of primes."""

    primes: list[int]

    def summary(self) -> Summary:
        """Returns the summary of the list, after the measurement."""
        products = (place * prime for place, prime in enumerate(self.primes, 1))
        return Summary(total(products), len(self.primes))


def total(numbers: Iterable[int]) -> int:
    """Returns the sum, which overflows as Rust's `wrapping_add` does."""
    return sum(numbers) % 2**64
