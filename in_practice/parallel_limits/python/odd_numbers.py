"""Odd numbers only, crossed out from the square on, as in Rust."""

from math import isqrt

from work import Answer, Work


def run(work: Work) -> Answer:
    """Lists the primes up to `work.size`."""
    return Answer(up_to(work.size))


def up_to(limit: int) -> list[int]:
    """Returns the primes from 2 to `limit`."""
    # The flag with the index i belongs to the number 2 * i + 1.
    prime = [True] * ((limit + 1) // 2)
    prime[0] = False
    for number in range(3, isqrt(limit) + 1, 2):
        if prime[number // 2]:
            for index in range(number * number // 2, len(prime), number):
                prime[index] = False
    odd = (2 * index + 1 for index, is_prime in enumerate(prime) if is_prime)
    return [2, *odd]
