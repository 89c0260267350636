"""Adds one too many."""

from work import Work


def run(work: Work) -> int:
    return sum(range(work.last + 2))
