"""Same as two_effects, in another order: no await between the effects."""

import cancelled
from bank import Bank
from work import Work


def run(work: Work) -> dict:
    """Cancels transfers in every way."""
    return cancelled.in_every_way(work, transfer)


async def transfer(bank: Bank, number: int) -> None:
    """Moves money from one account to the other."""
    await bank.confirm(number)
    await bank.confirm(number)
    bank.withdraw(number)
    bank.deposit(number)
    await bank.confirm(number)
