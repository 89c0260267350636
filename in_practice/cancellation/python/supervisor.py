"""Starts a server, sends it requests and then SIGTERM, and counts responses.

Like systemd, Docker or Kubernetes, it kills a server that takes too long.
"""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from work import Work

# Time between SIGTERM and SIGKILL, in seconds.
PATIENCE = 3.0

SERVE = Path(__file__).with_name("serve.py")


def end(work: Work, version: str) -> dict:
    """Ends a server with requests in flight.

    Of ten requests, eight are uploads, one waits for news, and one for a
    database that is silent.
    """
    command = [sys.executable, "-B", str(SERVE), version]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
    ) as server:
        try:
            return end_running(work, server)
        finally:
            server.kill()


def end_running(work: Work, server: subprocess.Popen) -> dict:
    """Sends the requests and the signal, and returns the counts."""
    port = int(server.stdout.readline())
    kinds = [kind(number) for number in range(work.size)]
    requests = [send(port, kind) for kind in kinds]
    started = time.monotonic()
    server.send_signal(signal.SIGTERM)
    # One that ends at once says nothing.
    server.stdout.readline()
    for request, its_kind in zip(requests, kinds, strict=True):
        if its_kind == "upload":
            send_rest(request)
    try:
        status = server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        status = server.wait()
    seconds = time.monotonic() - started
    answered = sum(is_answered(request) for request in requests)
    return {
        "Shutdown": {
            "answered": answered,
            "cut_off": work.size - answered,
            "seconds": seconds,
            # A signal is a negative number here, and above 128 in a shell.
            "status": status if status >= 0 else 128 - status,
        }
    }


def kind(number: int) -> str:
    """Returns the kind of a request."""
    return {0: "silent", 1: "news"}.get(number % 10, "upload")


def send(port: int, kind: str) -> socket.socket:
    """Sends a request, and waits until the server handles it."""
    request = socket.create_connection(("127.0.0.1", port))
    request.sendall(f"{kind}\n".encode())
    expected = b"100 Continue\n"
    if request.recv(len(expected), socket.MSG_WAITALL) != expected:
        raise OSError("the server does not begin")
    return request


def send_rest(request: socket.socket) -> None:
    """Sends the rest of an upload, if the server still wants it."""
    try:
        request.sendall(b"rest\n")
    except OSError:
        pass


def is_answered(request: socket.socket) -> bool:
    """Returns whether a whole response has come."""
    response = b""
    with request:
        try:
            while received := request.recv(1024):
                response += received
        except ConnectionResetError:
            return False
    return response.endswith(b"\n")
