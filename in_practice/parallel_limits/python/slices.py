"""The same, but each inner loop is one call, and runs in C."""

from itertools import compress
from math import isqrt

from work import Answer, Work


def run(work: Work) -> Answer:
    """Lists the primes up to `work.size`."""
    return Answer(up_to(work.size))


def up_to(limit: int) -> list[int]:
    """Returns the primes from 2 to `limit`."""
    # A byte per odd number instead of a pointer.
    prime = bytearray(b"\1") * ((limit + 1) // 2)
    prime[0] = 0
    for number in range(3, isqrt(limit) + 1, 2):
        if prime[number // 2]:
            first = number * number // 2
            zeros = bytes(len(range(first, len(prime), number)))
            prime[first::number] = zeros
    return [2, *compress(range(1, limit + 1, 2), prime)]
