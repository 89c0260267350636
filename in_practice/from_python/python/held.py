"""Two Python threads call Rust, which keeps the GIL."""

import asyncio

import fast
from work import Answer, Work, beside_a_heartbeat


def run(work: Work) -> Answer:
    """Computes in two threads."""
    return asyncio.run(beside_a_heartbeat(lambda: fast.held(work.size), 2))
