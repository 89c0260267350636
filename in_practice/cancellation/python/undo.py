"""Same as two_effects, except that `finally` undoes a transfer half done."""

import cancelled
from bank import Bank
from work import Work


def run(work: Work) -> dict:
    """Cancels transfers in every way."""
    return cancelled.in_every_way(work, transfer)


async def transfer(bank: Bank, number: int) -> None:
    """Moves money from one account to the other."""
    await bank.confirm(number)
    bank.withdraw(number)
    is_complete = False
    try:
        await bank.confirm(number)
        bank.deposit(number)
        is_complete = True
    finally:
        if not is_complete:
            bank.undo(number)
    await bank.confirm(number)
