"""One item with requests: a blocking call, until the response arrives."""

import time

import requests
from requests.adapters import HTTPAdapter

from work import Response, Work, this_thread

# Time limit of each step of a request, in seconds.
TIMEOUT = 30.0


def new_session(connections: int) -> requests.Session:
    """Returns a client for requests.

    It keeps up to `connections` of them open for the next requests: with the
    usual 10, requests would close the others and say so in its log.
    """
    session = requests.Session()
    session.mount("http://", HTTPAdapter(pool_maxsize=connections))
    # A proxy that the environment names may not reach this machine's servers.
    session.trust_env = False
    return session


def get(session: requests.Session, work: Work, number: int) -> Response:
    """Fetches an item, and waits for the whole response."""
    begun = time.monotonic()
    response = session.get(f"{work.url}{number}", timeout=TIMEOUT)
    response.raise_for_status()
    item = response.json()["args"]["item"]
    return Response(int(item), begun, this_thread())
