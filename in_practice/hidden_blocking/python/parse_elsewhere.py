"""Parses in another thread, which holds the GIL until it is done."""

import asyncio
import json

import beside
from work import Answer, Input, Work


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.a_heartbeat(work, parse)


async def parse(given: Input) -> int:
    """Returns the number of records."""
    return len(await asyncio.to_thread(json.loads, given.text))
