"""What runs on each machine: `python worker.py QUEUE`, with the engine's URL in
BEYOND_REDIS_URL.

It does what `rq worker` does, and imports what the jobs need only once: RQ runs
each job in a process of its own, a fork of this one.
"""

import os
import sys

from redis import Redis
from rq import Queue, Worker

import fetch  # noqa: F401

if __name__ == "__main__":
    connection = Redis.from_url(os.environ["BEYOND_REDIS_URL"])
    queue = Queue(sys.argv[1], connection=connection)
    Worker([queue], connection=connection).work(logging_level="ERROR")
