"""Requests that arrive on time, come what may."""

import run as stage
import unbounded
from work import Outcome, Work


def run(work: Work) -> Outcome:
    """Serves requests as they arrive."""
    return stage.service(work, unbounded.serve)
