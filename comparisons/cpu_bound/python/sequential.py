"""One piece after another, on one thread."""

from work import Answer, Work, compute


def run(work: Work) -> Answer:
    """Computes all pieces."""
    return Answer([compute(piece) for piece in work.cut()])
