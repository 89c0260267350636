"""As many jobs at once as there are threads, if the GIL lets them."""

from concurrent.futures import ThreadPoolExecutor

from work import Answer, Work, compute


def run(work: Work) -> Answer:
    """Computes all jobs."""
    with ThreadPoolExecutor(max_workers=work.workers) as pool:
        return Answer(list(pool.map(compute, work.cut())))
