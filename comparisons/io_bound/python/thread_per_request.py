"""All requests at once, one thread per request, which only waits."""

from threading import Thread

import fetch
from work import Answer, Work


def run(work: Work) -> Answer:
    """Sends all requests, and returns the responses."""
    responses: Answer = []
    errors: list[Exception] = []
    with fetch.new_session(connections=work.requests) as session:

        def fetch_one() -> None:
            try:
                responses.append(fetch.get(session, work.url))
            except Exception as error:
                # It would end this thread, and nothing else.
                errors.append(error)

        threads = [Thread(target=fetch_one) for _ in range(work.requests)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return responses
