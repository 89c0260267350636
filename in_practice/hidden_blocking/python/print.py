"""Prints more lines than a pipe holds, while its reader does not read."""

import beside
from work import Answer, Input, Work


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.full_pipe(work, print_all)


async def print_all(given: Input) -> int:
    """Returns the number of lines."""
    for line in given.lines:
        print(line)
    return len(given.lines)
