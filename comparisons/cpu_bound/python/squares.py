"""The squares of consecutive numbers, stored or added."""


def store(numbers: range) -> list[int]:
    """Returns the squares of `numbers`."""
    return [number * number for number in numbers]


def add(numbers: range) -> int:
    """Returns the sum of the squares of `numbers`."""
    return sum(number * number for number in numbers)
