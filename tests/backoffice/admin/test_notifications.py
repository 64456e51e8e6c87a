import pytest

from backoffice import story
from project.notifications.kinds import KINDS
from project.notifications.models import Delivery, DeliveryState
from tests.backoffice.asking import page_url, press, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(tenant) -> Delivery:
    context = {"change": "password_changed", "changed_at": "2026-12-01T10:42:00+05:30"}
    return Delivery.objects.create(
        kind="account_changed", to=tenant, context=context, state="failed", tries=18, last_error="No such mailbox"
    )


class TestSendAgain:
    def test_owes_the_mail_once_more(self, enter, administrator, failed):
        response = press(enter(administrator), failed, "send_again")

        failed.refresh_from_db()
        assert said(response) == ["The message is on its way again."]
        assert (failed.state, failed.tries, failed.last_error) == (DeliveryState.WAITING, 0, "")

    def test_refuses_a_mail_whose_code_was_forgotten(self, enter, administrator, tenant):
        code = Delivery.objects.create(kind="account_code", to=tenant, context={}, state="failed")

        response = press(enter(administrator), code, "send_again")

        assert "This message cannot be sent again." in response.content.decode()
        assert Delivery.objects.get(pk=code.pk).state == DeliveryState.FAILED

    def test_sends_what_was_held_back(self, enter, administrator, failed):
        Delivery.objects.update(state=DeliveryState.SUPPRESSED, channel="push")

        press(enter(administrator), failed, "send_again")

        assert Delivery.objects.get().state == DeliveryState.WAITING

    def test_is_for_administrators(self, office, failed):
        assert press(office, failed, "send_again").status_code == 403
        assert Delivery.objects.get(pk=failed.pk).state == DeliveryState.FAILED


class TestLetter:
    def test_of_a_push_message_is_its_short_text(self, enter, administrator, tenant):
        pushed = Delivery.objects.create(
            kind="email_bounced", to=tenant, channel="push", context={"mailbox": "asha@nivas.example"}
        )

        page = enter(administrator).get(page_url(pushed)).content.decode()

        assert "Our mails to asha@nivas.example come back" in page
        assert "Every device of theirs" in page

    def test_shows_what_the_person_reads(self, enter, administrator, failed):
        assert "office-letter" in enter(administrator).get(page_url(failed)).content.decode()

    @pytest.mark.parametrize(("kind", "secret"), [("account_code", "4K7-P2M"), ("account_password_reset", "1-sample")])
    def test_never_shows_what_opens_an_account_also_while_it_waits(self, enter, administrator, tenant, kind, secret):
        waiting = Delivery.objects.create(kind=kind, to=tenant, context=dict(KINDS[kind].sample))

        page = enter(administrator).get(page_url(waiting)).content.decode()

        assert "office-letter" in page
        assert secret not in page
        assert secret not in story.subject_of(waiting)

    def test_a_kind_nobody_knows_any_more_breaks_nothing(self, enter, administrator, tenant):
        old = Delivery.objects.create(kind="forgotten_kind", to=tenant, context={})

        assert enter(administrator).get(page_url(old)).status_code == 200

    def test_goes_by_what_it_is_about_and_says_where_it_went(self, enter, administrator, failed):
        page = enter(administrator).get(page_url(failed)).content.decode()

        assert f"<span>Account changed · {failed.to}</span>" in page
        assert failed.to.email in page
