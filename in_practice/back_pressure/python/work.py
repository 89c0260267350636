"""Input and output shared by all versions."""

import math
from dataclasses import dataclass

# Numbers here have 64 bits, as they have in Rust.
BITS = 0xFFFF_FFFF_FFFF_FFFF


@dataclass(frozen=True)
class Work:
    """A load, and the server that it meets."""

    # Number of requests that the server works on at a time.
    places: int
    # Seconds that the server takes per request.
    service: float
    # Maximum requests inside the service, in the versions that have one.
    limit: int
    # Requests that the token bucket admits per second.
    admitted: float
    # Bytes of a request, once the service has accepted it.
    body: int
    # Average number of arrivals per second.
    rate: float
    # Seconds during which requests arrive.
    duration: float
    # Number of requests that arrive together, if not at random times.
    burst: int
    # Start of the random numbers: the same seed, the same arrivals.
    seed: int
    # One attempt in this many fails. 0 means none.
    fails: int
    # Maximum attempts per request, in the versions that retry.
    attempts: int
    # Seconds that the server stands still, after a third of the duration.
    stall: float
    # Number of clients that each wait for a response first.
    clients: int

    def times(self) -> list[float]:
        """Returns the seconds after the start at which requests arrive."""
        if self.burst:
            return [0.0] * self.burst
        times = []
        at = 0.0
        number = 0
        while True:
            at -= math.log(1 - uniform(self.seed, number)) / self.rate
            if at >= self.duration:
                return times
            times.append(at)
            number += 1


def uniform(seed: int, number: int) -> float:
    """Returns a number from 0 up to 1 that looks random (SplitMix64)."""
    mixed = (seed + 0x9E37_79B9_7F4A_7C15 * (number + 1)) & BITS
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9) & BITS
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB) & BITS
    mixed ^= mixed >> 31
    return (mixed >> 11) / (1 << 53)


@dataclass
class Outcome:
    """Counts of all requests, and what follows from their times."""

    seed: int = 0
    sent: int = 0
    served: int = 0
    refused: int = 0
    failed: int = 0
    lost: int = 0
    attempts: int = 0
    slow: int = 0
    most_in_flight: int = 0
    most_inside: int = 0
    elapsed: float = 0.0
    rate: float = 0.0
    p50: float = 0.0
    p99: float = 0.0
    in_flight: float = 0.0
    rate_times_latency: float = 0.0
