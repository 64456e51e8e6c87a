"""What each kind of mail is called in the office."""

import pytest

from backoffice.mails import KINDS, kind_words
from project.notifications import kinds


class TestKinds:
    def test_has_words_for_every_mail_we_write(self) -> None:
        assert set(KINDS) == set(kinds.KINDS)

    @pytest.mark.parametrize(
        ("kind", "words"), [("booking_booked", "Booking confirmed"), ("of_tomorrow", "of_tomorrow")]
    )
    def test_says_what_it_is_about(self, kind: str, words: str) -> None:
        assert kind_words(kind) == words
