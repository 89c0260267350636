"""What a job does: it fetches a URL. A worker imports this file once, and runs
each job in a fork of itself."""

import httpx

# Made before the fork, because that takes longer than a job. It has no
# connection yet, and no job leaves one to the next.
CLIENT = httpx.Client(timeout=10, trust_env=False)


def status(url: str) -> int:
    """Fetches a URL, and returns the status of the response."""
    return CLIENT.get(url).status_code
