"""A forked child has none of the threads of its parent's pool."""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import fast  # noqa: E402

# Seconds that the parent waits for its child.
PATIENCE = 2

if not hasattr(os, "fork"):
    sys.exit(print("This OS has no fork."))

print("parent:", fast.sum_on_threads(1_000), flush=True)
child = os.fork()
if child == 0:
    # The pool was copied, but its threads were not: nobody does the work.
    print("child:", fast.sum_on_threads(1_000), flush=True)
    os._exit(0)
deadline = time.monotonic() + PATIENCE
while os.waitpid(child, os.WNOHANG) == (0, 0):
    if time.monotonic() > deadline:
        os.kill(child, 9)
        os.waitpid(child, 0)
        print(f"child: still waiting after {PATIENCE} s, so it was ended")
        break
    time.sleep(0.01)
