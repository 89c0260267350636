"""The server that has to end: what its versions share."""

import asyncio

# Where it listens: any free port of this machine.
HOST, ANY_PORT = "127.0.0.1", 0


async def handle(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    stop: asyncio.Event,
) -> None:
    """Handles the one request of a connection.

    An upload needs the rest of its body, a request for news waits until there
    is some, and the database of another is silent.
    """
    request = await reader.readline()
    writer.write(b"100 Continue\n")
    await writer.drain()
    match request:
        case b"upload\n":
            await reader.readline()
            response = b"200 OK\n"
        case b"news\n":
            # There are no news today.
            await stop.wait()
            response = b"503 Service Unavailable\n"
        case _:
            response = await asyncio.get_running_loop().create_future()
    writer.write(response)
    await writer.drain()
    writer.close()


def say_port(server: asyncio.Server) -> None:
    """Prints the port of a server."""
    print(server.sockets[0].getsockname()[1], flush=True)


def say_that_it_ends() -> None:
    """Says that the server begins to shut down."""
    print("shutting down", flush=True)
