import pytest
from django.conf import settings
from django.core.management import CommandError

from project.kernel.management import preparation

pytestmark = pytest.mark.django_db


class TestCheckServer:
    def test_names_the_version(self) -> None:
        assert preparation.check_server(settings.DATABASE_URL).startswith("PostgreSQL 1")

    def test_refuses_an_older_one(self, monkeypatch) -> None:
        monkeypatch.setattr(preparation, "OLDEST_SERVER", 99)

        with pytest.raises(CommandError, match="Nivas needs 99 or newer"):
            preparation.check_server(settings.DATABASE_URL)


class TestMigrate:
    def test_has_nothing_to_do_when_every_table_is_there(self) -> None:
        assert preparation.migrate() == "up to date"


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
