"""Reads all files in one call in another thread."""

import asyncio
from pathlib import Path

import beside
from work import Answer, Input, Work, read


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.a_heartbeat(work, read_all)


async def read_all(given: Input) -> int:
    """Returns the number of bytes in all files."""
    return await asyncio.to_thread(size_of_all, given.files)


def size_of_all(files: list[Path]) -> int:
    """Reads the files, one after another."""
    return sum(len(read(file)) for file in files)
