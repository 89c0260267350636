"""Everything in Python."""

from work import Answer, Work

STEP = 2.0


def run(work: Work) -> Answer:
    """Calls the function once."""
    if work.kind == "Additions":
        return Answer(int(additions(work.size)))
    return Answer(len(primes(work.size)))


def additions(count: int) -> float:
    """Returns the sum of this many additions."""
    total = 0.0
    for _ in range(count):
        total += STEP
    return total


def primes(limit: int) -> list[int]:
    """Returns the primes up to a limit, by the sieve of Eratosthenes."""
    prime = [True] * (limit + 1)
    prime[:2] = [False] * len(prime[:2])
    number = 2
    while number * number <= limit:
        if prime[number]:
            for multiple in range(number * number, limit + 1, number):
                prime[multiple] = False
        number += 1
    return [number for number in range(limit + 1) if prime[number]]
