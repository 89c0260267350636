"""Three blocking requests, one after another, on one thread.

The Python version of src/main.rs. It needs httpx: `.ci/python` installs it, and
`. target/python/bin/activate` lets python3 find it.
"""

import sys
import time

import httpx

USAGE = "cargo run -p local_httpbin -- python3 ex_3_4/ex_3_4.py {url}/delay/1"

# Number of requests.
REQUESTS = 3

# Time limit in seconds for each step of a request.
TIMEOUT = 5.0

# Errors caused by the server, the network or the URL.
FAILURES = (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ExceptionGroup)


def main(url: str) -> None:
    # A proxy set in the environment could not reach a server on this machine.
    with httpx.Client(timeout=TIMEOUT, trust_env=False) as client:
        started = time.perf_counter()
        responses = [fetch_data(client, url) for _ in range(REQUESTS)]
        elapsed = time.perf_counter() - started

    print(f"Took {elapsed:.2f} s")
    for status, length in responses:
        print(f"{status}, {length} bytes")


def fetch_data(client: httpx.Client, url: str) -> tuple[int, int]:
    """Returns the status and the length of the body in bytes."""
    response = client.get(url)
    return response.status_code, len(response.content)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(f"Error: a URL is missing; try `{USAGE}`", file=sys.stderr)
        sys.exit(2)
    try:
        main(sys.argv[1])
    except FAILURES as error:
        cause = str(error) or type(error).__name__
        sys.exit(f"Error: GET {sys.argv[1]} failed: {cause}")
