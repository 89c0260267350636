"""One task per piece, all of them on one thread: none of them ever waits."""

import asyncio

from work import Answer, Part, Piece, Work, compute


def run(work: Work) -> Answer:
    """Computes all pieces."""
    return asyncio.run(compute_all(work))


async def compute_all(work: Work) -> Answer:
    """Computes all pieces on one loop."""
    tasks = [compute_piece(piece) for piece in work.cut()]
    return Answer(await asyncio.gather(*tasks))


async def compute_piece(piece: Piece) -> Part:
    """Computes one piece. It awaits nothing: no other task runs meanwhile."""
    return compute(piece)
