"""Prints, too."""

from work import Work


def run(work: Work) -> int:
    print("a line of Python for its author")
    return sum(range(work.last + 1))
