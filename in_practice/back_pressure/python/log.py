"""The counts and times of all requests."""

import asyncio
import math
import time

from work import Outcome, Work

# Seconds above which a response counts as slow.
SLOW = 0.1


class Log:
    """Everything that is counted while the requests are in flight."""

    def __init__(self) -> None:
        self.outcome = Outcome()
        self.in_flight = 0
        self.inside = 0
        self.first: float | None = None
        # Last change of the number in flight.
        self.changed = time.perf_counter()
        # Number in flight, added up over time: requests times seconds.
        self.area = 0.0
        # Latencies of the requests that were served, and of all, added up.
        self.latencies: list[float] = []
        self.total = 0.0
        self.empty = asyncio.Event()

    def arrived(self, due: float) -> None:
        """Counts a request that is in flight since it was due."""
        self.outcome.sent += 1
        self.empty.clear()
        self.change(1)
        self.area += self.changed - due
        if self.first is None:
            self.first = due

    def accepted(self) -> None:
        """Counts a request that is inside the service from now on."""
        self.inside += 1
        self.outcome.most_inside = max(self.outcome.most_inside, self.inside)

    def left(self, due: float, end: str, inside: bool) -> None:
        """Counts the end of a request: served, refused or failed."""
        self.change(-1)
        self.inside -= inside
        latency = time.perf_counter() - due
        self.total += latency
        setattr(self.outcome, end, getattr(self.outcome, end) + 1)
        if end == "served":
            self.outcome.slow += latency > SLOW
            self.latencies.append(latency)
        if self.in_flight == 0:
            self.empty.set()

    def change(self, by: int) -> None:
        """Changes the number in flight, whose area grows by the last one."""
        now = time.perf_counter()
        self.area += self.in_flight * (now - self.changed)
        self.changed = now
        self.in_flight += by
        most = self.outcome.most_in_flight
        self.outcome.most_in_flight = max(most, self.in_flight)

    def summary(self, work: Work) -> Outcome:
        """Returns the counts, and what follows from the times."""
        outcome = self.outcome
        outcome.seed = work.seed
        if self.first is None:
            return outcome
        outcome.elapsed = elapsed = self.changed - self.first
        ended = outcome.sent - self.in_flight
        outcome.rate = outcome.served / elapsed
        outcome.in_flight = self.area / elapsed
        outcome.rate_times_latency = ended / elapsed * (self.total / ended)
        latencies = sorted(self.latencies)
        if latencies:
            outcome.p50 = latencies[math.ceil(0.5 * len(latencies)) - 1]
            outcome.p99 = latencies[math.ceil(0.99 * len(latencies)) - 1]
        return outcome
