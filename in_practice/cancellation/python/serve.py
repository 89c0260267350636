"""Serves with one version, until it is done: `serve.py VERSION`."""

import asyncio
import importlib
import os
import sys
import threading


def end_with_parent() -> None:
    """Ends this process when stdin is closed: its parent is gone."""
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.exit(asyncio.run(importlib.import_module(sys.argv[1]).serve()))
