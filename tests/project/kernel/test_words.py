import gettext
import os
from pathlib import Path

import pytest

from project.kernel.words import compile_catalogs

CATALOG = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Book"
msgstr "बुक करें"

#, fuzzy
msgid "Pay"
msgstr "भुगतान?"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "hi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOG)
    return path


def words(source: Path) -> gettext.GNUTranslations:
    with source.with_suffix(".mo").open("rb") as handle:
        return gettext.GNUTranslations(handle)


class TestCompileCatalogs:
    def test_gives_programs_the_translators_words(self, source: Path, tmp_path: Path) -> None:
        assert compile_catalogs([tmp_path]) == 1

        assert words(source).gettext("Book") == "बुक करें"

    def test_leaves_out_what_a_translator_has_not_confirmed(self, source: Path, tmp_path: Path) -> None:
        compile_catalogs([tmp_path])

        assert words(source).gettext("Pay") == "Pay"

    def test_does_nothing_until_the_catalog_changes(self, source: Path, tmp_path: Path) -> None:
        compile_catalogs([tmp_path])

        assert compile_catalogs([tmp_path]) == 0
        os.utime(source, (source.stat().st_atime, source.stat().st_mtime + 60))
        assert compile_catalogs([tmp_path]) == 1
