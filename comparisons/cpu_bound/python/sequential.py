"""One job after another, on one thread."""

from work import Answer, Work, compute


def run(work: Work) -> Answer:
    """Computes all jobs."""
    return Answer([compute(job) for job in work.cut()])
