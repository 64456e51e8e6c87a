"""Letters in the reader's own language, as words and as HTML."""

from datetime import UTC, date, datetime

import pytest

from project.identity.models import User
from project.notifications.checks import check_kind, check_kinds
from project.notifications.kinds import KINDS
from project.notifications.letters import presentable, write_letter, write_short
from project.notifications.models import Wording
from project.notifications.placeholders import faults_in
from project.notifications.registry import Kind

READER = User(name="Asha Rao & Co", email="asha@nivas.example", language="en")


class TestPresentable:
    def test_reads_values_by_their_ending(self) -> None:
        shown = presentable(
            {
                "move_in_on": "2026-12-01",
                "paid_at": "2026-11-22T05:03:00+00:00",
                "booking_path": "/bookings/1/",
                "deposit_paise": 100,
                "property": "Jacaranda House",
            }
        )

        assert shown == {
            "move_in_on": date(2026, 12, 1),
            "paid_at": datetime(2026, 11, 22, 5, 3, tzinfo=UTC),
            "booking_url": "http://127.0.0.1:8000/bookings/1/",
            "deposit_paise": 100,
            "property": "Jacaranda House",
        }


MAILS = [kind for kind in KINDS.values() if kind.has_mail]
SHORT_ONES = [kind for kind in KINDS.values() if kind.has_short]


@pytest.mark.parametrize("kind", MAILS, ids=lambda kind: kind.name)
class TestEveryMail:
    def test_is_written_whole(self, kind: Kind) -> None:
        letter = write_letter(kind, kind.sample, to=READER)

        assert letter.subject
        assert "\n" not in letter.subject
        for part in (letter.subject, letter.text, letter.html):
            assert "{{" not in part
            assert "{%" not in part
        assert "&amp;" not in letter.subject + letter.text

    def test_has_one_button_and_its_plain_twin(self, kind: Kind) -> None:
        letter = write_letter(kind, kind.sample, to=READER)

        links = letter.html.count("<a ")
        assert links <= 1
        if links:
            address = letter.html.split('<a href="')[1].split('"')[0]
            assert address in letter.text

    def test_escapes_only_where_it_is_html(self, kind: Kind) -> None:
        letter = write_letter(kind, {**kind.sample, "property": "<b>A & B</b>"}, to=READER)

        assert "<b>A & B</b>" not in letter.html


@pytest.mark.parametrize("kind", SHORT_ONES, ids=lambda kind: kind.name)
class TestEveryShortText:
    @pytest.mark.parametrize("language", ["en", "hi", "kn"])
    def test_is_one_line_of_160_characters_in_every_language(self, kind: Kind, language: str) -> None:
        reader = User(name="Asha Rao", email="asha@nivas.example", language=language)

        words = write_short(kind, kind.sample, to=reader)

        assert 20 < len(words) <= 160
        assert not words.endswith("…")
        assert not {"{{", "{%", "&amp;", "\n"} & {words[n : n + size] for n in range(len(words)) for size in (1, 2, 5)}

    def test_never_says_what_opens_an_account(self, kind: Kind) -> None:
        secrets = [name for name in kind.sample if "_secret" in name]

        words = write_short(kind, {**kind.sample, **dict.fromkeys(secrets, "4K7-P2M")}, to=READER)

        assert "4K7-P2M" not in words


class TestShortText:
    def test_is_cut_where_a_name_is_too_long(self) -> None:
        kind = KINDS["booking_booked"]

        words = write_short(kind, {**kind.sample, "property": "Jacaranda " * 30}, to=READER)

        assert len(words) <= 160
        assert words.endswith("…")


class TestWordings:
    def test_take_the_place_of_ours_with_values_in_their_gaps(self) -> None:
        kind = KINDS["booking_booked"]
        said = Wording(
            subject="Welcome, {{ name }}",
            short="{{ deposit_paise }} came for {{ property }}, from {{ move_in_on }}.",
            lead="Bring a lock & key, {{ name }}.",
        )

        letter = write_letter(kind, kind.sample, to=READER, said=said)

        assert letter.subject == "Welcome, Asha"
        assert letter.text.startswith("Bring a lock & key, Asha.\n\nAsha, your place is booked.")
        assert "Bring a lock &amp; key, Asha." in letter.html
        assert write_short(kind, kind.sample, to=READER, said=said) == (
            "₹17,000 came for Jacaranda House, from Tue 1 Dec."
        )

    def test_never_run_what_stands_around_their_gaps(self) -> None:
        kind = KINDS["booking_booked"]
        said = Wording(short="{% now 'Y' %} {{ property }} {{ to.password }}")

        assert write_short(kind, kind.sample, to=READER, said=said) == (
            "{% now 'Y' %} Jacaranda House {{ to.password }}"
        )


class TestFaults:
    @pytest.mark.parametrize("words", ["", "Booked!", "Booked: {{ property }} from {{move_in_on}}", "{{ name }}: 100%"])
    def test_are_none_in_good_words(self, words: str) -> None:
        assert list(faults_in(words, KINDS["booking_booked"])) == []

    @pytest.mark.parametrize("words", ["{{ rent }}", "{{ booking_path }}", "{{ to }}"])
    def test_name_what_the_kind_does_not_know(self, words: str) -> None:
        (fault,) = faults_in(words, KINDS["booking_booked"])

        assert fault.startswith(f"There is no {words} in this message. It knows: name, property, ")

    def test_never_let_a_secret_out(self) -> None:
        (fault,) = faults_in("{{ code_secret }}", KINDS["account_code"])

        assert fault == "There is no {{ code_secret }} in this message. It knows: name."

    @pytest.mark.parametrize(
        ("words", "sign"),
        [
            ("{{ property", "{{"),
            ("property }}", "}}"),
            ("{% if x %}", "{%"),
            ("{{ property|safe }}", "{{"),
            ("{{ to.email }}", "{{"),
            ("{# no #}", "{#"),
        ],
    )
    def test_name_the_sign_that_is_no_gap(self, words: str, sign: str) -> None:
        (fault,) = faults_in(words, KINDS["booking_booked"])

        assert fault.startswith(f"“{sign}” does not belong to a placeholder.")


class TestChecks:
    def test_find_nothing_wrong(self) -> None:
        assert check_kinds() == []

    def test_name_a_kind_without_templates(self) -> None:
        (error,) = check_kind(Kind("greeting"))

        assert error.id == "notifications.E001"
        assert "greeting" in error.msg
