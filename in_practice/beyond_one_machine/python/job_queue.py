"""A queue, and workers that are processes of their own, with RQ.

A worker has one job at a time, so `limit` means nothing to it.
"""

import time

from redis import Redis
from rq import Queue, Worker
from rq.job import Job

import engine
import fetch
from work import Answer, Runs, Seen, Work

# Seconds between two looks at the number of results.
PAUSE = 0.005


def run(work: Work) -> Answer:
    """Has workers fetch all URLs."""
    name = work.fetches.name
    with (
        engine.url() as url,
        engine.workers(url, name, work.workers) as workers,
    ):
        queue = Queue(name, connection=Redis.from_url(url))
        while Worker.count(queue=queue) < work.workers:
            time.sleep(PAUSE)
        started = time.perf_counter()
        push(queue, work)
        while queue.finished_job_registry.count < work.jobs:
            time.sleep(PAUSE)
        seconds = time.perf_counter() - started
        memory = engine.peak_memory(workers)
        return answer(queue, work, seconds, memory)


def push(queue: Queue, work: Work) -> None:
    """Pushes all jobs, under a name each."""
    for number in range(work.jobs):
        queue.enqueue(fetch.status, work.fetches.url, job_id=f"job-{number}")


def answer(
    queue: Queue, work: Work, seconds: float, memory: int | None
) -> Answer:
    """Counts what is in the engine."""
    names = [f"job-{number}" for number in range(work.jobs)]
    jobs = Job.fetch_many(names, connection=queue.connection)
    results = [job.return_value() for job in jobs if job]
    runs = [len(job.results()) for job in jobs if job]
    twice = sum(count > 1 for count in runs)
    given_up = queue.failed_job_registry.count
    return Answer(
        sum(result is not None for result in results),
        Seen(results.count(200), max(runs), seconds),
        Runs(sum(runs), twice, given_up, memory),
    )
