"""As many jobs at once as there are worker processes, in chunks."""

from concurrent.futures import ProcessPoolExecutor
from math import ceil

from work import Answer, Work, compute

# Number of chunks per worker, as `multiprocessing.Pool.map` has them.
CHUNKS = 4


def run(work: Work) -> Answer:
    """Computes all jobs. A message holds a chunk of them."""
    jobs = work.cut()
    size = ceil(len(jobs) / (CHUNKS * work.workers))
    # Unlike `multiprocessing.Pool`, this one notices if a worker is killed.
    with ProcessPoolExecutor(max_workers=work.workers) as pool:
        parts = list(pool.map(compute, jobs, chunksize=size))
    return Answer(parts, messages=ceil(len(jobs) / size))
