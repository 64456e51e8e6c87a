import pytest
from django_q.models import OrmQ

from project.payments.models import InboxEvent
from tests.backoffice.asking import list_url, page_url, press, rows_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(enter, administrator):
    """The administrator's browser."""
    return enter(administrator)


@pytest.fixture
def failed() -> InboxEvent:
    """A webhook of another version of the interface."""
    said = {"event_id": "evt_1", "type": "charge.updated", "body": {"id": "evt_1"}}
    return InboxEvent.objects.create(**said, state="failed", tries=9, last_error="Sent in API version x.")


class TestWebhooks:
    def test_that_failed_call_an_administrator(self, admin, failed):
        (need,) = [need for need in admin.get("/office/").context["needs"] if "webhook" in need.label]

        assert rows_of(admin, need.url) == [failed]

    def test_are_tried_again(self, admin, failed):
        response = press(admin, failed, "try_again")

        failed.refresh_from_db()
        assert said(response) == ["It is tried within seconds. Look at this page again in a moment."]
        assert (failed.state, failed.tries) == ("new", 0)
        assert [task.func() for task in OrmQ.objects.all()] == ["jobs.payments.work_inbox"]

    @pytest.mark.parametrize("state", ["done", "ignored"])
    def test_that_are_over_stay_as_they_are(self, state, admin, failed):
        InboxEvent.objects.filter(pk=failed.pk).update(state=state)

        response = press(admin, failed, "try_again")

        failed.refresh_from_db()
        assert "There is nothing left to try here." in response.content.decode()
        assert (failed.state, failed.tries) == (state, 9)
        assert OrmQ.objects.count() == 0

    def test_are_for_administrators(self, office, failed):
        assert office.get(list_url(InboxEvent)).status_code == 403
        assert press(office, failed, "try_again").status_code == 403
        failed.refresh_from_db()
        assert failed.state == "failed"

    def test_show_what_they_say(self, admin, failed):
        assert "&quot;id&quot;: &quot;evt_1&quot;" in admin.get(page_url(failed)).content.decode()
