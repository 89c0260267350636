"""The sieve as it is usually written: cross out all multiples of each prime."""

from math import isqrt

from work import Answer, Work


def run(work: Work) -> Answer:
    """Lists the primes up to `work.size`."""
    return Answer(up_to(work.size))


def up_to(limit: int) -> list[int]:
    """Returns the primes from 2 to `limit`."""
    prime = [True] * (limit + 1)
    prime[:2] = [False, False]
    for number in range(2, isqrt(limit) + 1):
        if prime[number]:
            for multiple in range(2 * number, limit + 1, number):
                prime[multiple] = False
    return [number for number, is_prime in enumerate(prime) if is_prime]
