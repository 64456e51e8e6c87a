"""What the clock does for conversations."""

from project.chat import operations


def tell_unread() -> int:
    """Mail people what they have not read for ten minutes."""
    return operations.tell_unread()


def route_waiting() -> int:
    """Give conversations that wait for anybody to whoever is on duty."""
    return operations.route_waiting()
