"""A panic becomes an exception that `except Exception` does not catch."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import fast  # noqa: E402

try:
    fast.element([1, 2, 3], 3)
except Exception as error:
    print("caught as an Exception:", error)
except BaseException as error:
    kind = type(error)
    print(f"{kind.__name__}, a {kind.__base__.__name__}: {error}")
