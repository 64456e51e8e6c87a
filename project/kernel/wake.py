"""Wakes a job at once and by name, so that no domain imports one. It only saves a wait: the sweeps need no waking."""

from django_q.models import OrmQ
from django_q.tasks import async_task

from project.kernel.transactions import in_transaction

# With the worker down the queue would grow without end; past this length the sweeps do the work.
LONGEST_QUEUE = 500


def wake(job: str, *args: int) -> None:
    """Queue the job named `jobs.<domain>.<function>` in the caller's own transaction.

    So the worker sees the task when, and only when, it sees what the caller wrote.

    Raises: RuntimeError outside a transaction, because the worker could then run before the rows are there.
    """
    if not in_transaction():
        raise RuntimeError(f"Wake {job} in the transaction that gives it work.")
    if not OrmQ.objects.all()[LONGEST_QUEUE : LONGEST_QUEUE + 1].exists():
        async_task(job, *args)
