"""Which TCP ports of this machine are free."""

import socket

HOST = "127.0.0.1"


def is_free(port: int, host: str = HOST) -> bool:
    """Try to take the port the way a server does, and let go of it at once."""
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((host, port))
        except OSError:
            return False
        return True


def next_free_port(after: int) -> int:
    """Find the first free port above `after`, or any free one when those run out."""
    for port in range(after + 1, min(after + 100, 65536)):
        if is_free(port):
            return port
    with socket.socket() as candidate:
        candidate.bind((HOST, 0))
        return int(candidate.getsockname()[1])
