"""One thread per request: all that a thread does is wait."""

from threading import Thread

import requests
from requests.adapters import HTTPAdapter

from work import Answer, Work

# Time limit of each step of a request, in seconds.
TIMEOUT = 60.0


def run(work: Work) -> Answer:
    """Sends all requests, and counts their responses."""
    statuses: list[int] = []
    errors: list[Exception] = []
    with requests.Session() as session:
        # With the usual 10, requests would close all other connections and say
        # so in its log.
        adapter = HTTPAdapter(pool_maxsize=work.requests)
        session.mount("http://", adapter)
        # A proxy that the environment names may not reach this machine.
        session.trust_env = False

        def fetch() -> None:
            try:
                response = session.get(work.url, timeout=TIMEOUT)
                statuses.append(response.status_code)
            except Exception as error:
                # It would end this thread, and nothing else.
                errors.append(error)

        # A pool would give the next request to a thread that is done, and
        # start fewer threads than there are requests.
        threads = [Thread(target=fetch) for _ in range(work.requests)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return Answer.of(work, statuses)
