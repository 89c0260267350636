"""Same as two_effects, except that each transfer is a task of its own.

If the caller is cancelled, the task goes on, until the program ends.
"""

import asyncio

import cancelled
import two_effects
from bank import Bank
from work import Work


def run(work: Work) -> dict:
    """Cancels transfers in every way."""
    return cancelled.in_every_way(work, transfer)


async def transfer(bank: Bank, number: int) -> None:
    """Moves money from one account to the other."""
    await asyncio.shield(two_effects.transfer(bank, number))
