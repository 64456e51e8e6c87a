"""What the clock does so that no table grows with what is over."""

from project.kernel.web.limits import forget_old_counts as forget_counts
from project.kernel.web.sessions import SessionStore


def forget_old_counts() -> int:
    """Delete counts of the limits that have run out, and what else the shared cache keeps too long."""
    return forget_counts()


def forget_old_sessions() -> None:
    """Delete sessions that are over; Django itself only ever passes them by."""
    SessionStore.clear_expired()
