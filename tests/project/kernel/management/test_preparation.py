import gc

import pytest
from django_q.models import Schedule

from jobs.schedules import TIMERS
from project.kernel.management import preparation

pytestmark = pytest.mark.django_db


class TestMigrate:
    def test_has_nothing_to_do_when_every_table_is_there(self) -> None:
        assert preparation.migrate() == "up to date"


class TestCollectingRarely:
    def test_ends_with_what_it_is_for(self) -> None:
        usual = gc.get_threshold()

        with preparation.collecting_rarely():
            assert gc.get_threshold() == (100_000, 20, 100)

        assert gc.get_threshold() == usual


class TestSetTimers:
    def test_gives_the_worker_the_whole_table(self) -> None:
        Schedule.objects.all().delete()

        assert preparation.set_timers() == f"{len(TIMERS)} timers"
        assert set(Schedule.objects.values_list("func", flat=True)) == {timer.job for timer in TIMERS}


class TestCollectStaticFiles:
    def test_collects_once_and_again_only_after_a_change(self, settings, tmp_path) -> None:
        source = tmp_path / "source"
        source.mkdir()
        (source / "a.css").write_text("a { color: red }")
        settings.HOME, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
        settings.STATICFILES_DIRS, settings.INSTALLED_APPS = [source], ["django.contrib.staticfiles"]

        assert preparation.collect_static_files() == "collected"
        assert preparation.collect_static_files() == "unchanged"
        (source / "a.css").write_text("a { color: blue; }")
        assert preparation.collect_static_files() == "collected"
