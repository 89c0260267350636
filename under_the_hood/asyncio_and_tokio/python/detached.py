"""A task fails, and nothing awaits it."""

import asyncio


async def fails() -> None:
    raise OSError("no such host")


async def main() -> None:
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    print("main: goes on")
    del task
    print("main: done")


if __name__ == "__main__":
    asyncio.run(main())
