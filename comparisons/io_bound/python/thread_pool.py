"""As many requests at once as there are threads in the pool."""

from concurrent.futures import ThreadPoolExecutor

import fetch
from work import Answer, Page, Work


def run(work: Work) -> Answer:
    """Sends all requests, and returns their pages."""
    with (
        fetch.new_session(connections=work.workers) as session,
        ThreadPoolExecutor(max_workers=work.workers) as pool,
    ):

        def fetch_page(url: str) -> Page:
            return fetch.page(session, url)

        return list(pool.map(fetch_page, [work.url] * work.requests))
