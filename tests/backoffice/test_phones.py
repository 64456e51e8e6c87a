import pytest

from backoffice.phones import as_kept


class TestAsKept:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("098450 12345", "9845012345"),
            ("+91 98450-12345", "919845012345"),
            ("98450 12345", "9845012345"),
            ("Asha Rao", "Asha Rao"),
            ("204", "204"),
            ("204 B", "204 B"),
        ],
    )
    def test_writes_a_number_as_we_keep_it_and_leaves_words_alone(self, typed, kept):
        assert as_kept(typed) == kept
