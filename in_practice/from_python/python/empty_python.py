"""An empty function in Python."""

from work import Answer, Work


def empty() -> None:
    """Does nothing."""


def run(work: Work) -> Answer:
    """Calls it this many times."""
    for _ in range(work.size):
        empty()
    return Answer(work.size)
