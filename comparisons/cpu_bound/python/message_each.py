"""The same worker processes, except that each piece is a message of its own."""

from concurrent.futures import ProcessPoolExecutor

from work import Answer, Work, compute


def run(work: Work) -> Answer:
    """Computes all pieces."""
    pieces = work.cut()
    with ProcessPoolExecutor(max_workers=work.workers) as pool:
        futures = [pool.submit(compute, piece) for piece in pieces]
        parts = [future.result() for future in futures]
    return Answer(parts, messages=len(pieces))
