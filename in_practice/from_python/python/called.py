"""The same functions in Rust, each called once from Python."""

import fast
from work import Answer, Work


def run(work: Work) -> Answer:
    """Calls the function once."""
    if work.kind == "Additions":
        return Answer(int(fast.additions(work.size)))
    return Answer(len(fast.primes(work.size)))
