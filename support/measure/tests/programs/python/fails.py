"""Raises an exception."""

from work import Work


def run(work: Work) -> int:
    raise RuntimeError(f"there is no paper for {work.last}")
