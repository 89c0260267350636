"""Random points in a square, counted if they lie in the quarter of a circle.

Four times their share is close to pi.
"""

from random import Random


def inside(samples: int, seed: int) -> int:
    """Returns the number of points inside, of `samples`.

    The same seed gives the same points here, and other ones in Rust.
    """
    random = Random(seed).random
    inside = 0
    for _ in range(samples):
        x, y = random(), random()
        if x * x + y * y <= 1.0:
            inside += 1
    return inside
