"""Telling people what they are owed."""

from project.notifications import operations


def send_waiting() -> int:
    """Send mails that are waiting."""
    return operations.send_waiting()
