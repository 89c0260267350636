"""Input shared by all versions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """Something that is cancelled."""

    # Number of records, transfers or requests.
    size: int
