"""Three ways to cancel coroutines that wait: each raises at an await."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine

from bank import Bank
from work import Work

# Time limit of the transfers in seconds, counted from when all are stopped.
LIMIT = 0.001

Transfer = Callable[[Bank, int], Coroutine]
Cancel = Callable[[Bank, list[Coroutine]], Awaitable[None]]


def in_every_way(work: Work, transfer: Transfer) -> dict:
    """Cancels transfers in each way, and counts what became of them."""
    ways = (by_failing_sibling, by_timeout, by_cancel)
    outcomes = [asyncio.run(outcome(work, transfer, cancel)) for cancel in ways]
    # When `asyncio.run` returns, it has cancelled what was left.
    counts = (bank.outcome() for bank in outcomes)
    not_begun, half, done = zip(*counts, strict=True)
    return {
        "Transfers": {
            "sibling": half[0],
            "timeout": half[1],
            # Dropping a set of tasks does not cancel them.
            "set": None,
            "abort": half[2],
            "done": sum(done),
            "not_begun": sum(not_begun),
        }
    }


async def outcome(work: Work, transfer: Transfer, cancel: Cancel) -> Bank:
    """Runs a program that cancels its transfers, and ends."""
    bank = Bank(work.size)
    transfers = [transfer(bank, number) for number in range(work.size)]
    await cancel(bank, transfers)
    if bank.tasks:
        bank.opened.set()
        await asyncio.gather(*bank.tasks)
    return bank


async def by_failing_sibling(bank: Bank, transfers: list[Coroutine]) -> None:
    """Awaits them in a group with a task that fails."""

    async def failing() -> None:
        await bank.all_stopped.wait()
        raise ValueError("declined")

    try:
        async with asyncio.TaskGroup() as group:
            for transfer in transfers:
                group.create_task(transfer)
            group.create_task(failing())
    except* ValueError:
        pass


async def by_timeout(bank: Bank, transfers: list[Coroutine]) -> None:
    """Awaits them for a time, which begins when all of them are stopped."""
    transfers = asyncio.gather(*transfers)
    await bank.all_stopped.wait()
    try:
        await asyncio.wait_for(transfers, LIMIT)
    except TimeoutError:
        pass


async def by_cancel(bank: Bank, transfers: list[Coroutine]) -> None:
    """Cancels their tasks, and waits until they have ended."""
    tasks = [asyncio.create_task(transfer) for transfer in transfers]
    await bank.all_stopped.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
