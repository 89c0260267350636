"""One item with requests, which keeps its thread until the page came."""

import time

import requests
from requests.adapters import HTTPAdapter

from work import Page, Work, this_thread

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


def page(session: requests.Session, work: Work, number: int) -> Page:
    """Fetches an item, and waits for the whole page."""
    begun = time.monotonic()
    response = session.get(f"{work.url}{number}", timeout=TIMEOUT)
    response.raise_for_status()
    item = response.json()["args"]["item"]
    return Page(int(item), begun, this_thread())
