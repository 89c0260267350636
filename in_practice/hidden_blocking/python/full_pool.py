"""One small file, read while look-ups occupy the default executor."""

import asyncio

import beside
from work import Answer, Input, Work, default_threads, look_up, read


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    return beside.a_heartbeat(work, read_one)


async def read_one(given: Input) -> int:
    """Returns the number of bytes in the file."""
    loop = asyncio.get_running_loop()
    server, silence = given.name_server, given.silence
    looking = [
        loop.run_in_executor(None, look_up, server, silence)
        for _ in range(default_threads())
    ]
    text = await asyncio.to_thread(read, given.files[0])
    # The server never answers, so all of them are errors.
    await asyncio.gather(*looking, return_exceptions=True)
    return len(text)
