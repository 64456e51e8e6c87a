"""The table of timers is complete, runnable and the only one."""

from importlib import import_module

import pytest
from croniter import croniter
from django_q.models import Schedule

from jobs.schedules import TIMERS, sync_schedules


class TestTable:
    @pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.job)
    def test_names_a_job_that_exists(self, timer: object) -> None:
        module, _dot, function = timer.job.rpartition(".")

        assert callable(getattr(import_module(module), function))

    @pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.job)
    def test_has_a_valid_time(self, timer: object) -> None:
        assert croniter.is_valid(timer.cron)

    def test_names_each_job_once(self) -> None:
        assert len({timer.job for timer in TIMERS}) == len(TIMERS)


@pytest.mark.django_db
class TestSync:
    def test_writes_every_timer_once(self) -> None:
        sync_schedules()
        sync_schedules()

        assert sorted(Schedule.objects.values_list("name", flat=True)) == sorted(timer.job for timer in TIMERS)

    def test_removes_what_is_not_in_the_table(self) -> None:
        Schedule.objects.create(name="stray", func="os.getcwd")

        sync_schedules()

        assert not Schedule.objects.filter(name="stray").exists()

    def test_keeps_the_next_run_of_a_timer_that_stays(self) -> None:
        sync_schedules()
        Schedule.objects.filter(name=TIMERS[0].job).update(next_run="2030-01-01T00:00:00Z")

        sync_schedules()

        assert Schedule.objects.get(name=TIMERS[0].job).next_run.year == 2030
