"""Same as jitter, except that all requests share a budget of retries."""

import asyncio
import random

import run as stage
from service import Failed, Request, Server
from work import Outcome, Work

# Mean seconds before the second attempt: the time that the server takes.
FIRST_PAUSE = 0.02


def run(work: Work) -> Outcome:
    """Sends requests as they arrive."""
    budget = Budget()

    async def with_budget(
        server: Server, request: Request, attempts: int
    ) -> None:
        await send(server, request, attempts, budget)

    return stage.clients(work, with_budget)


class Budget:
    """Retries that may still be made, in fifths: ten at the start."""

    def __init__(self) -> None:
        self.fifths = 50

    def deposit(self) -> None:
        """Adds a fifth of a retry."""
        self.fifths += 1

    def withdraw(self) -> bool:
        """Takes a retry, or returns False if there is none."""
        left = self.fifths >= 5
        self.fifths -= 5 * left
        return left


async def send(
    server: Server, request: Request, attempts: int, budget: Budget
) -> None:
    """Sends a request up to `attempts` times."""
    budget.deposit()
    pause = FIRST_PAUSE
    for _ in range(attempts - 1):
        try:
            return await server.attempt(request)
        except Failed:
            if not budget.withdraw():
                raise
            await asyncio.sleep(random.uniform(0, 2 * pause))
            pause *= 2
    await server.attempt(request)
