"""One request after another, with requests."""

import fetch
from work import Answer, Work


def run(work: Work) -> Answer:
    """Sends all requests, and returns the responses."""
    with fetch.new_session(connections=1) as session:
        return [fetch.get(session, work.url) for _ in range(work.requests)]
