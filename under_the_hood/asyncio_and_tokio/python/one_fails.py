"""Five jobs at once. The third one fails."""

import asyncio


async def job(number: int) -> None:
    try:
        await asyncio.sleep(0.1 * number)
        if number == 3:
            raise RuntimeError("job 3 failed")
        print(f"{number} is done")
    finally:
        print(f"{number} ends")


async def main() -> None:
    try:
        await asyncio.gather(*(job(number) for number in range(1, 6)))
    except RuntimeError as error:
        print(f"main: {error}")
    await asyncio.sleep(0.5)
    print("main: done")


if __name__ == "__main__":
    asyncio.run(main())
