"""The same worker processes, except that each job is a message of its own."""

from concurrent.futures import ProcessPoolExecutor

from work import Answer, Work, compute


def run(work: Work) -> Answer:
    """Computes all jobs."""
    jobs = work.cut()
    with ProcessPoolExecutor(max_workers=work.workers) as pool:
        futures = [pool.submit(compute, job) for job in jobs]
        parts = [future.result() for future in futures]
    return Answer(parts, messages=len(jobs))
