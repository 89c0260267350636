"""Ends its process."""

import os

from work import Work


def run(work: Work) -> int:
    os._exit(work.last)
