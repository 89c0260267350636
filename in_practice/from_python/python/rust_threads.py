"""One Python thread calls Rust, which computes on two threads of its own."""

import asyncio

import fast
from work import Answer, Work, beside_a_heartbeat


def run(work: Work) -> Answer:
    """Computes in one Python thread."""
    return asyncio.run(
        beside_a_heartbeat(lambda: fast.on_threads(work.size, 2), 1, meet=True)
    )
