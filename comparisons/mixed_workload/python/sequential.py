"""One item after another: while one is fetched, no core has anything to do."""

import fetch
from work import Answer, Computed, Work, compute


def run(work: Work) -> Answer:
    """Fetches and computes all items."""
    with fetch.new_session(connections=1) as session:

        def process(number: int) -> Computed:
            response = fetch.get(session, work, number)
            return compute(response, work.rounds)

        return Answer.of(process(number) for number in range(work.items))
