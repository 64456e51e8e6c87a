"""What we tell people: every message to look at, and to say otherwise."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from project.identity.models import Language
from project.notifications.kinds import KINDS
from project.notifications.models import Wording
from project.notifications.queries import wording_of
from tests.backoffice.asking import said

pytestmark = pytest.mark.django_db

PAGE = "/office/kinds/booking_booked/en/"
WORDS = {"subject": "Welcome to {{ property }}", "short": "", "lead": "Bring your papers, {{ name }}."}


@pytest.fixture
def admin(enter, administrator) -> Client:
    """The administrator's browser."""
    return enter(administrator)


class TestKinds:
    def test_lists_every_message_with_its_languages(self, admin):
        page = admin.get("/office/kinds/").content.decode()

        for kind in KINDS:
            for language in Language.values:
                assert f'href="/office/kinds/{kind}/{language}/"' in page

    def test_marks_what_the_office_says_itself(self, admin):
        assert "with your words" not in admin.get("/office/kinds/").content.decode()

        Wording.objects.create(kind="booking_booked", language="hi", short="आपका है")

        assert admin.get("/office/kinds/").content.decode().count("with your words") == 1

    def test_costs_the_same_however_much_is_said(self, admin, django_assert_num_queries):
        admin.get("/office/kinds/")
        with CaptureQueriesContext(connection) as few:
            admin.get("/office/kinds/")
        for kind in KINDS:
            Wording.objects.create(kind=kind, language="hi")

        with django_assert_num_queries(len(few)):
            admin.get("/office/kinds/")


class TestKind:
    @pytest.mark.parametrize("language", Language.values)
    @pytest.mark.parametrize("kind", KINDS)
    def test_shows_every_message_in_every_language(self, admin, kind, language):
        page = admin.get(f"/office/kinds/{kind}/{language}/")

        assert page.status_code == 200
        preview = page.context["preview"]
        assert bool(preview.letter) == KINDS[kind].has_mail
        assert bool(preview.short) == KINDS[kind].has_short

    def test_keeps_the_mail_in_a_frame_that_runs_nothing(self, admin):
        page = admin.get(PAGE).content.decode()

        assert '<iframe class="office-mail" sandbox="" srcdoc="' in page
        assert "&lt;h1 style=&quot;" in page

    def test_can_be_looked_at_before_it_is_saved(self, admin):
        response = admin.post(PAGE, WORDS | {"look": "1"})

        page = response.content.decode()
        assert (response.status_code, "Not saved yet." in page) == (200, True)
        assert response.context["preview"].letter.subject == "Welcome to Jacaranda House"
        assert "Bring your papers, Asha." in page
        assert 'value="Welcome to {{ property }}"' in page
        assert not Wording.objects.exists()

    def test_is_said_like_this_once_it_is_saved(self, admin):
        response = admin.post(PAGE, WORDS | {"save": "1"})

        assert (response["Location"], said(response)) == (PAGE, ["Saved. The next message says it like this."])
        wording = wording_of(KINDS["booking_booked"], "en")
        assert (wording.subject, wording.short, wording.lead) == tuple(WORDS.values())
        assert admin.get(PAGE).context["preview"].letter.subject == "Welcome to Jacaranda House"

    def test_is_said_as_before_when_everything_is_emptied(self, admin):
        admin.post(PAGE, WORDS | {"save": "1"})
        admin.post(PAGE, dict.fromkeys(WORDS, "") | {"save": "1"})

        assert not Wording.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"subject": "Rent {{ rent }}"}, "There is no {{ rent }} in this message."),
            ({"lead": "Hello {{ name"}, "“{{” does not belong to a placeholder."),
            ({"short": "{% if x %}"}, "“{%” does not belong to a placeholder."),
            ({"short": "x" * 161}, "Ensure this value has at most 160 characters"),
        ],
    )
    def test_is_refused_with_a_sentence_and_nothing_typed_is_lost(self, admin, typed, sentence):
        response = admin.post(PAGE, WORDS | typed | {"save": "1"})

        page = response.content.decode()
        assert (response.status_code, sentence in page) == (422, True)
        (words,) = typed.values()
        assert words in page
        assert not Wording.objects.exists()

    def test_has_no_mail_to_reword_where_there_is_none(self, admin):
        page = admin.get("/office/kinds/email_bounced/en/").content.decode()

        assert 'name="short"' in page
        assert 'name="subject"' not in page

    @pytest.mark.parametrize("path", ["/office/kinds/horoscope/en/", "/office/kinds/booking_booked/fr/"])
    def test_knows_only_what_there_is(self, admin, path):
        assert admin.get(path).status_code == 404

    def test_is_for_administrators(self, office):
        assert office.get(PAGE).status_code == 403
        assert office.post(PAGE, WORDS | {"save": "1"}).status_code == 403
        assert not Wording.objects.exists()
