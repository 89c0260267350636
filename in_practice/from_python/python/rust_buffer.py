"""The sum of squares of an array, which Rust copies in one piece."""

from array import array

import fast
from python_list import SUMS
from work import Answer, Work


def run(work: Work) -> Answer:
    """Adds up the squares ten times."""
    # "Q" is a number of 64 bits without a sign, as Rust's `u64`. A NumPy array
    # of `uint64` would do as well.
    numbers = array("Q", range(work.size))
    return Answer(max(fast.squares_of_buffer(numbers) for _ in range(SUMS)))
