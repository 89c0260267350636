"""Two calls of an async function. Only one of them is awaited."""

import asyncio


async def greet(name: str) -> None:
    print(f"Hello, {name}!")


async def main() -> None:
    greet("Ada")
    await greet("Grace")


if __name__ == "__main__":
    asyncio.run(main())
