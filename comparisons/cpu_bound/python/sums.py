"""The squares again, added instead of stored."""

from concurrent.futures import ThreadPoolExecutor

import squares
from work import Answer, Part, Squares, Work


def run(work: Work) -> Answer:
    """Computes all jobs."""
    with ThreadPoolExecutor(max_workers=work.workers) as pool:
        return Answer(list(pool.map(add, work.cut())))


def add(job: Squares) -> Part:
    """Computes the sum of a job's squares."""
    return Part.of(squares.add(job.numbers), int)
