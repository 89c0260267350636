"""As many requests at once as there are threads in the pool."""

from concurrent.futures import ThreadPoolExecutor

import fetch
from work import Answer, Response, Work


def run(work: Work) -> Answer:
    """Sends all requests, and returns the responses."""
    with (
        fetch.new_session(connections=work.workers) as session,
        ThreadPoolExecutor(max_workers=work.workers) as pool,
    ):

        def fetch_one(url: str) -> Response:
            return fetch.get(session, url)

        return list(pool.map(fetch_one, [work.url] * work.requests))
