"""History names the job behind each change, as it names the person behind a page."""

from contextlib import ExitStack
from typing import Any

import pghistory
from django.dispatch import receiver
from django_q.signals import post_execute_in_worker, pre_execute

# A worker process runs one task at a time.
_running = ExitStack()


@receiver(pre_execute)
def begin(task: dict[str, Any], **_signal: Any) -> None:
    """Whatever changes from here on was this job's doing."""
    name = task["func"]
    _running.enter_context(pghistory.context(job=name if isinstance(name, str) else name.__qualname__))


@receiver(post_execute_in_worker)
def end(**_signal: Any) -> None:
    """The job is over, however it went."""
    _running.close()
