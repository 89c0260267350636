"""One task per job, all of them on one thread: none of them ever waits."""

import asyncio

from work import Answer, Job, Part, Work, compute


def run(work: Work) -> Answer:
    """Computes all jobs."""
    return asyncio.run(compute_all(work))


async def compute_all(work: Work) -> Answer:
    """Computes all jobs on one loop."""
    tasks = [compute_job(job) for job in work.cut()]
    return Answer(await asyncio.gather(*tasks))


async def compute_job(job: Job) -> Part:
    """Computes one job. It awaits nothing: no other task runs meanwhile."""
    return compute(job)
