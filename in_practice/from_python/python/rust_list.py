"""The sum of squares of a list, each of whose numbers is converted for Rust."""

import fast
from python_list import SUMS
from work import Answer, Work


def run(work: Work) -> Answer:
    """Adds up the squares ten times."""
    numbers = list(range(work.size))
    return Answer(max(fast.squares_of_list(numbers) for _ in range(SUMS)))
