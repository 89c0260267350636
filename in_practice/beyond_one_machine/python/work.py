"""Input and output shared by all versions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fetches:
    """URLs to fetch."""

    # URL of every job.
    url: str
    # Number of jobs that a worker has at a time.
    limit: int
    # Name of the queue.
    name: str


class Work:
    """Jobs that can be done in any order, on any machine."""

    def __init__(
        self, jobs: int, workers: int, queue: dict, **_others: object
    ) -> None:
        """Takes what the parts with a version in Python need."""
        # Number of jobs.
        self.jobs = jobs
        # Number of workers.
        self.workers = workers
        # The URLs to fetch.
        self.fetches = Fetches(**queue)


@dataclass(frozen=True)
class Seen:
    """What the engine has seen of the jobs."""

    # Number of results that are a response with status 200.
    fetched: int
    # Number of runs of the job that was begun most often.
    most_runs: int
    # Seconds from the first push to the last result.
    seconds: float


@dataclass(frozen=True)
class Runs:
    """Counts of the jobs themselves."""

    # Number of times that a job was started.
    started: int
    # Number of jobs that were done more than once.
    twice: int
    # Number of jobs that the engine gave up.
    given_up: int
    # Largest peak memory of a worker, in bytes.
    memory: int | None


@dataclass(frozen=True)
class Answer:
    """Results of all jobs together."""

    # Number of jobs with a result.
    results: int
    queue: Seen
    runs: Runs | None = None
    # Number of random points: there are none in a queue.
    inside: int = 0
