"""The sum of squares of a list, in Python."""

from work import Answer, Work

# Number of sums of the same list.
SUMS = 10


def run(work: Work) -> Answer:
    """Adds up the squares ten times."""
    numbers = list(range(work.size))
    sums = [
        sum(number * number for number in numbers) % 2**64 for _ in range(SUMS)
    ]
    return Answer(max(sums))
