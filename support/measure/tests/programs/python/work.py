"""What the fixture's versions are given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """Numbers to add."""

    last: int
    server: str
