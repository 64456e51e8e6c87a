"""Our key for push messages."""

from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings

from project.notifications.gateways.push import public_key
from project.notifications.gateways.vapid import make_key, signer


class TestMakeKey:
    def test_is_for_our_eyes_only(self, tmp_path: Path) -> None:
        file = tmp_path / "home" / "vapid.key"

        assert make_key(file)

        assert file.stat().st_mode & 0o777 == 0o600
        assert [path.name for path in file.parent.iterdir()] == ["vapid.key"]

    def test_keeps_the_one_there_is(self, push_key: Path) -> None:
        before = push_key.read_text()

        assert not make_key(push_key)

        assert push_key.read_text() == before


class TestMakePushKey:
    def test_says_what_it_did(self, settings: Settings, tmp_path: Path, capsys) -> None:
        settings.VAPID_FILE = tmp_path / "vapid.key"
        for _ in range(2):
            call_command("make_push_key")

        assert capsys.readouterr().out.splitlines() == ["made", "already there"]

    def test_leaves_a_key_of_the_environment_alone(self, settings: Settings, tmp_path: Path, capsys) -> None:
        settings.VAPID_FILE, settings.VAPID_KEY = tmp_path / "vapid.key", "A" * 42 + "E"
        call_command("make_push_key")

        assert capsys.readouterr().out.splitlines() == ["from the environment"]
        assert not settings.VAPID_FILE.exists()


class TestPublicKey:
    def test_is_a_point_as_browsers_take_it(self, push_key: Path) -> None:
        assert len(public_key()) == 87
        assert public_key() == signer().public_key

    def test_is_nothing_where_there_is_no_key(self, settings: Settings, tmp_path: Path) -> None:
        settings.VAPID_KEY, settings.VAPID_FILE = "", tmp_path / "none"

        assert public_key() == ""
