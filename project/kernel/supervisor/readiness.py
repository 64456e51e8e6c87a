"""Asks a running house whether it can take people in."""

import http.client

from project.kernel.supervisor.ports import HOST


def answers_ready(port: int) -> bool:
    """Say whether /health/ready answers 200."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
