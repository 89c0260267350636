"""Ctrl-C, pressed while the program waits."""

import asyncio
import signal


async def work() -> None:
    print("work: started")
    # What the terminal does when you press Ctrl-C.
    signal.raise_signal(signal.SIGINT)
    try:
        await asyncio.sleep(60)
        print("work: done")
    finally:
        print("work: cleaned up")


if __name__ == "__main__":
    try:
        asyncio.run(work())
    except KeyboardInterrupt:
        print("main: KeyboardInterrupt")
