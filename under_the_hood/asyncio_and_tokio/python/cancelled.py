"""A task that is cancelled while it waits."""

import asyncio


async def work() -> None:
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("work: not now")
    print("work: done")


async def main() -> None:
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await task
    print("main: cancelled?", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
