from pathlib import Path

import pytest
from django.conf import settings

from project.kernel.supervisor import up


class TestServerVersion:
    def test_is_the_major_one(self) -> None:
        assert 15 <= up.server_version(settings.DATABASE_URL) < 100

    def test_is_refused_when_it_is_too_old(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(up, "OLDEST_SERVER", 99)

        with pytest.raises(up.CannotStart, match=r"DATABASE_URL is PostgreSQL \d+; Nivas needs 99 or newer\."):
            up.server_version(settings.DATABASE_URL)

    def test_is_asked_for_in_vain_where_no_server_is(self, tmp_path: Path) -> None:
        with pytest.raises(up.CannotStart, match="No PostgreSQL answers at DATABASE_URL"):
            up.server_version(f"postgresql://nobody@/none?host={tmp_path}")
