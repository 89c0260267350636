"""A bank whose transfers can be stopped at each of their awaits."""

import asyncio
from dataclasses import dataclass

# Number of awaits in a transfer. Transfer number n is stopped at await n % 3.
AWAITS = 3


@dataclass
class Transfer:
    """The state of a transfer."""

    awaits: int = 0
    withdrawn: bool = False
    deposited: bool = False


class Bank:
    """Two accounts, and the transfers between them."""

    def __init__(self, transfers: int) -> None:
        self.transfers = [Transfer() for _ in range(transfers)]
        # Tasks that `main` awaits before it returns.
        self.tasks: set[asyncio.Task] = set()
        self.opened = asyncio.Event()
        self.stopped = 0
        self.all_stopped = asyncio.Event()

    async def confirm(self, number: int) -> None:
        """Waits for another server to confirm the next step.

        At one of its awaits, a transfer stops until `opened` is set.
        """
        transfer = self.transfers[number]
        transfer.awaits += 1
        if transfer.awaits - 1 == number % AWAITS:
            self.stopped += 1
            if self.stopped == len(self.transfers):
                self.all_stopped.set()
            await self.opened.wait()

    def withdraw(self, number: int) -> None:
        """Takes the money of a transfer from one account."""
        self.transfers[number].withdrawn = True

    def deposit(self, number: int) -> None:
        """Puts the money of a transfer into the other account."""
        self.transfers[number].deposited = True

    def undo(self, number: int) -> None:
        """Returns the money of a transfer to the first account."""
        self.transfers[number].withdrawn = False

    def outcome(self) -> tuple[int, int, int]:
        """Returns how many are not begun or undone, half done, and done."""
        states = [(it.withdrawn, it.deposited) for it in self.transfers]
        not_begun = states.count((False, False))
        done = states.count((True, True))
        return not_begun, len(states) - not_begun - done, done
