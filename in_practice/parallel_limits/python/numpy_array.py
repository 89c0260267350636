"""The same again, in an array of NumPy."""

from math import isqrt

import numpy

from work import Answer, Work


def run(work: Work) -> Answer:
    """Lists the primes up to `work.size`."""
    return Answer(up_to(work.size))


def up_to(limit: int) -> list[int]:
    """Returns the primes from 2 to `limit`."""
    prime = numpy.ones((limit + 1) // 2, dtype=bool)
    prime[0] = False
    for number in range(3, isqrt(limit) + 1, 2):
        if prime[number // 2]:
            prime[number * number // 2 :: number] = False
    return [2, *(2 * numpy.flatnonzero(prime) + 1).tolist()]
