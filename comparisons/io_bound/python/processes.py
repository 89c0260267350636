"""As many requests at once as there are workers, each a process of its own."""

from concurrent.futures import ProcessPoolExecutor
from functools import cache

import requests

import fetch
from work import Answer, Page, Work


def run(work: Work) -> Answer:
    """Sends all requests, and returns their pages."""
    with ProcessPoolExecutor(max_workers=work.workers) as pool:
        return list(pool.map(fetch_page, [work.url] * work.requests))


def fetch_page(url: str) -> Page:
    """Runs in a worker."""
    return fetch.page(session(), url)


@cache
def session() -> requests.Session:
    """Returns the session of this process: processes share none."""
    return fetch.new_session(connections=1)
