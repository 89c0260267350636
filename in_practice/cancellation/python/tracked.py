"""Same as detached, except that main awaits the tasks before it returns."""

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
    task = asyncio.create_task(two_effects.transfer(bank, number))
    bank.tasks.add(task)
    task.add_done_callback(bank.tasks.discard)
    await asyncio.shield(task)
