"""As many requests at once as there are workers, each a process of its own."""

from concurrent.futures import ProcessPoolExecutor
from functools import cache

import requests

import fetch
from work import Answer, Response, Work


def run(work: Work) -> Answer:
    """Sends all requests, and returns the responses."""
    with ProcessPoolExecutor(max_workers=work.workers) as pool:
        return list(pool.map(fetch_one, [work.url] * work.requests))


def fetch_one(url: str) -> Response:
    """Runs in a worker."""
    return fetch.get(session(), url)


@cache
def session() -> requests.Session:
    """Returns the session of this process: processes share none."""
    return fetch.new_session(connections=1)
