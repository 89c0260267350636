"""One request with requests, which keeps its thread until the response came."""

import requests
from requests.adapters import HTTPAdapter

from work import Response

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


def get(session: requests.Session, url: str) -> Response:
    """Sends a request and waits for the whole response."""
    return Response.read(session.get(url, timeout=TIMEOUT).status_code)
