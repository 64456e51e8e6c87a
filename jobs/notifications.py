"""Telling people what they are owed; each channel is a job of its own, so that none waits for another."""

from project.notifications import operations
from project.notifications.channels import Channel


def send_mails() -> int:
    """Send mails that are waiting."""
    return operations.send_waiting(Channel.EMAIL)


def send_pushes() -> int:
    """Send push messages that are waiting."""
    return operations.send_waiting(Channel.PUSH)


def send_texts() -> int:
    """Send SMS that are waiting."""
    return operations.send_waiting(Channel.SMS)


def send_digests() -> int:
    """Make the daily mails that are due."""
    return operations.send_digests()


def trim_alerts() -> int:
    """Take old alerts out of the bells."""
    return operations.trim_alerts()
