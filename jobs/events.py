"""What the clock does for the event log: one operation a job."""

from project.events import operations


def make_months() -> int:
    """Have a partition for this month and the next ones."""
    return len(operations.make_months())


def archive_old_months() -> int:
    """Let what is old and read by everybody leave the log as a file."""
    return len(operations.archive_old_months())
