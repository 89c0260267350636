"""A task that still waits when `main` is done."""

import asyncio


async def work() -> None:
    print("work: started")
    try:
        await asyncio.sleep(60)
        print("work: done")
    finally:
        await asyncio.sleep(0.01)
        print("work: cleaned up, with an await")


async def main() -> None:
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    print("main: done, the task is", "done" if task.done() else "pending")


if __name__ == "__main__":
    asyncio.run(main())
