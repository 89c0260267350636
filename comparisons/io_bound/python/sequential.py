"""One request after another, with requests."""

import fetch
from work import Answer, Work


def run(work: Work) -> Answer:
    """Sends all requests, and returns their pages."""
    with fetch.new_session(connections=1) as session:
        return [fetch.page(session, work.url) for _ in range(work.requests)]
