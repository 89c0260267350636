"""Prints a sentence if this Python can't run the Python programs.

With the argument `bare`, programs that import no package.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

# The oldest Python that runs them.
OLDEST = (3, 11)

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def problem() -> str | None:
    """Says why this Python can't run the versions, if it can't."""
    python = f"{sys.executable} is Python {sys.version.split()[0]}"
    if sys.version_info < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        return f"{python}, and {oldest} or later is needed"
    if "bare" in sys.argv[1:]:
        return None
    for name, wanted in requirements():
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            return f"{python} without {name}: `.ci/python` installs it"
        if version != wanted:
            return (
                f"{python} with {name} {version} instead of {wanted}: "
                "`.ci/python` installs it"
            )
    return None


def requirements() -> list[tuple[str, str]]:
    """Returns the packages with their versions, for this Python."""
    lines = REQUIREMENTS.read_text().splitlines()
    found = [
        re.match(r"([\w.-]+)==(\S+)(?: ; (\S+) (\S+) '([\d.]+)')?", line)
        for line in lines
    ]
    chosen = []
    for line in filter(None, found):
        name, version, _, comparison, limit = line.groups()
        if limit is not None:
            border = tuple(map(int, limit.split(".")))
            is_older = sys.version_info[:3] < border
            if is_older != (comparison == "<"):
                continue
        chosen.append((name, version))
    return chosen


if __name__ == "__main__":
    print(problem() or "")
