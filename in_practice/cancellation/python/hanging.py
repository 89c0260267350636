"""Requests of which the first hangs and the last fails."""

import asyncio

# Time for which the caller's report is awaited, in seconds.
PATIENCE = 0.2


class Requests:
    """Requests that run at the same time."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.finished = 0
        self.others_finished = asyncio.Event()

    async def send(self, number: int) -> int:
        """Sends the request of this number, and returns the response."""
        if number == 0:
            await asyncio.get_running_loop().create_future()
        if number == self.count - 1:
            await self.others_finished.wait()
            raise OSError("no such host")
        self.finished += 1
        if self.finished == self.count - 2:
            self.others_finished.set()
        return number
