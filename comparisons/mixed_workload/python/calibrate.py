"""Prints the number of rounds that take Python a given time, in seconds."""

import sys
import time
from math import ceil

from work import mix

# Least CPU time of a sample, in seconds, and number of samples. The fastest
# counts, because a disturbance only makes a sample slower.
SAMPLE = 0.02
SAMPLES = 10


def rounds(seconds: float) -> int:
    """Returns the number of rounds that take one core so long."""
    number = 1_000
    while time_of(number) < SAMPLE:
        number *= 2
    fastest = min(time_of(number) for _ in range(SAMPLES))
    return ceil(seconds * number / fastest)


def time_of(number: int) -> float:
    """Returns the CPU time that so many rounds take."""
    started = time.process_time()
    mix(0, number)
    return time.process_time() - started


if __name__ == "__main__":
    print(rounds(float(sys.argv[1])))
