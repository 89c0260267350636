"""Waits for a coroutine inside a coroutine, with asyncio.run: an error."""

import asyncio

import beside
from work import Answer, Input, Work


def run(work: Work) -> Answer:
    """Runs it next to a heartbeat."""
    said = []

    async def run_inside(given: Input) -> int:
        """Returns the number of errors: one."""
        waiting = asyncio.sleep(given.silence)
        try:
            asyncio.run(waiting)
        except RuntimeError as error:
            said.append(str(error))
        finally:
            waiting.close()
        return len(said)

    answer = beside.a_heartbeat(work, run_inside)
    answer.said += said
    return answer
