"""One asynchronous GET request, and how long it takes.

The Python version of src/main.rs. It needs httpx: `.ci/python` installs it, and
`. target/python/bin/activate` lets python3 find it.
"""

import asyncio
import sys
import time

import httpx

USAGE = "cargo run -p local_httpbin -- python3 ex_3_1/ex_3_1.py {url}/delay/1"

# Time limit in seconds for each step of a request.
TIMEOUT = 5.0

# Errors caused by the server, the network or the URL.
FAILURES = (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ExceptionGroup)


async def main(url: str) -> None:
    # A proxy set in the environment could not reach a server on this machine.
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
        started = time.perf_counter()
        status, length = await fetch_data(client, url)
        elapsed = time.perf_counter() - started

    print(f"{status}, {length} bytes")
    print(f"Took {elapsed:.2f} s")


async def fetch_data(client: httpx.AsyncClient, url: str) -> tuple[int, int]:
    """Returns the status and the length of the body in bytes."""
    response = await client.get(url)
    return response.status_code, len(response.content)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(f"Error: a URL is missing; try `{USAGE}`", file=sys.stderr)
        sys.exit(2)
    try:
        asyncio.run(main(sys.argv[1]))
    except FAILURES as error:
        cause = str(error) or type(error).__name__
        sys.exit(f"Error: GET {sys.argv[1]} failed: {cause}")
