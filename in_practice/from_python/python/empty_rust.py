"""An empty function in Rust."""

from fast import empty
from work import Answer, Work


def run(work: Work) -> Answer:
    """Calls it this many times."""
    for _ in range(work.size):
        empty()
    return Answer(work.size)
