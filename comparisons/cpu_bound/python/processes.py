"""As many pieces at once as there are worker processes, in chunks."""

from math import ceil
from multiprocessing import Pool

from work import Answer, Work, compute

# Number of chunks per worker: what `Pool.map` does unless told otherwise.
CHUNKS = 4


def run(work: Work) -> Answer:
    """Computes all pieces. A message holds a chunk of them."""
    pieces = work.cut()
    size = ceil(len(pieces) / (CHUNKS * work.workers))
    with Pool(work.workers) as pool:
        parts = pool.map(compute, pieces, chunksize=size)
    return Answer(parts, messages=ceil(len(pieces) / size))
