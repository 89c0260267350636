"""One thread per item: they wait together, and the GIL lets one compute."""

from concurrent.futures import ThreadPoolExecutor

import fetch
from work import Answer, Computed, Work, compute


def run(work: Work) -> Answer:
    """Fetches and computes all items."""
    with (
        fetch.new_session(connections=work.at_once) as session,
        ThreadPoolExecutor(max_workers=work.at_once) as pool,
    ):

        def process(number: int) -> Computed:
            response = fetch.get(session, work, number)
            return compute(response, work.rounds)

        return Answer.of(pool.map(process, range(work.items)))
