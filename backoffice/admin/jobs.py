"""The clock: timers from code, jobs waiting, done and failed; administrators read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_q.models import Failure, OrmQ, Schedule, Success

from backoffice.admin.base import OfficeAdmin
from backoffice.roles import ADMINISTRATORS

for model in (Failure, OrmQ, Schedule, Success):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(Schedule)
class ScheduleAdmin(OfficeAdmin):
    """Timers are owned by code (`jobs/schedules.py`), so nobody can break them by hand."""

    list_display = ("name", "cron", "next_run", "last_run", "success")
    search_fields = ("name",)
    fields = readonly_fields = ("name", "func", "cron", "next_run")
    ordering = ("name",)
    seen_by = ADMINISTRATORS


class TaskAdmin(OfficeAdmin):
    """One run of a job."""

    list_display = ("func", "started", "stopped", "seconds")
    search_fields = ("func",)
    fields = readonly_fields = ("func", "args", "kwargs", "result", "started", "stopped", "attempt_count")
    seen_by = ADMINISTRATORS

    @admin.display(description=_("seconds"))
    def seconds(self, task: Success) -> float:
        """How long it took."""
        return round(task.time_taken(), 2)


@admin.register(Failure)
class FailureAdmin(TaskAdmin):
    """Runs that failed, with the reason."""


@admin.register(Success)
class SuccessAdmin(TaskAdmin):
    """Runs that went well; the newest 200 are kept."""


@admin.register(OrmQ)
class OrmQAdmin(OfficeAdmin):
    """Jobs that wait for a worker."""

    list_display = ("key", "lock")
    fields = readonly_fields = ("key", "lock")
    ordering = ("id",)
    seen_by = ADMINISTRATORS
