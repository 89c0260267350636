"""One request with requests, which keeps its thread until the response came."""

import requests
from requests.adapters import HTTPAdapter

from work import Page

# How long each step of a request may take, in seconds.
TIMEOUT = 30.0


def new_session(connections: int) -> requests.Session:
    """Returns what requests are sent with.

    It keeps up to `connections` of them open for the next requests: with the
    usual 10, requests would close the others and say so in its log.
    """
    session = requests.Session()
    session.mount("http://", HTTPAdapter(pool_maxsize=connections))
    # A proxy that the environment names may not reach this machine's servers.
    session.trust_env = False
    return session


def page(session: requests.Session, url: str) -> Page:
    """Sends a request and waits for the whole response."""
    return Page.read(session.get(url, timeout=TIMEOUT).status_code)
