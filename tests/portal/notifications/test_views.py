"""The bell and its page."""

import pytest
from django.test import Client
from django.utils import translation

from project.identity.models import User
from project.notifications.models import Alert, Wording
from tests.factories.identity import create_tenant
from tests.factories.notifications import create_alert
from tests.gateways import travel

__all__ = ["travel"]

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def tenant(client: Client) -> User:
    person = create_tenant("Asha Rao")
    client.force_login(person)
    return person


def unread() -> int:
    return Alert.objects.filter(read_at=None).count()


class TestBell:
    def test_counts_on_every_page(self, client: Client, tenant: User) -> None:
        create_alert(tenant)
        create_alert(create_tenant("Ravi Nair"))

        page = client.get("/account/").content.decode()

        assert "Alerts, one new" in page
        assert f'data-live="bell.{tenant.public_id}" hx-get="/alerts/bell/?seen=1" hx-trigger="live"' in page

    def test_is_not_there_for_guests(self, client: Client) -> None:
        assert 'id="bell"' not in client.get("/").content.decode()

    def test_says_nothing_while_nothing_changes(self, client: Client, tenant: User) -> None:
        create_alert(tenant)

        assert client.get("/alerts/bell/?seen=1").status_code == 204

    def test_comes_anew_and_says_so_when_there_is_more(self, client: Client, tenant: User) -> None:
        create_alert(tenant)
        create_alert(tenant)

        page = client.get("/alerts/bell/?seen=1").content.decode()

        assert "Alerts, 2 new" in page
        assert '<span id="bell-said" hx-swap-oob="innerHTML">2 new alerts.</span>' in page

    def test_is_quiet_when_there_is_less(self, client: Client, tenant: User) -> None:
        page = client.get("/alerts/bell/?seen=3").content.decode()

        assert "Alerts, nothing new" in page
        assert "bell-said" not in page

    @pytest.mark.parametrize("seen", ["", "many", "-1", "9" * 5000, "٣"])
    def test_takes_any_nonsense(self, client: Client, tenant: User, seen: str) -> None:
        assert client.get("/alerts/bell/", {"seen": seen}).status_code == 200


class TestAlerts:
    def test_says_what_is_new_and_leads_there(self, client: Client, tenant: User) -> None:
        alert = create_alert(tenant)

        page = client.get("/alerts/").content.decode()

        assert "Booked: Jacaranda House, from Tue 1 Dec." in page
        assert f'href="/alerts/{alert.public_id}/"' in page

    def test_says_so_when_there_is_nothing(self, client: Client, tenant: User) -> None:
        assert "Nothing yet" in client.get("/alerts/").content.decode()

    def test_shows_the_same_about_the_same_thing_in_one_line(self, client: Client, tenant: User) -> None:
        for _ in range(3):
            create_alert(tenant, "payment_failed")
        create_alert(tenant)

        (day,) = client.get("/alerts/").context["days"]

        assert [(line.newest.kind, line.unread) for line in day.lines] == [("booking_booked", 1), ("payment_failed", 3)]

    def test_has_a_heading_for_each_day_of_the_reader(self, client: Client, tenant: User, travel) -> None:
        create_alert(tenant)
        travel(24 * 3600)
        create_alert(tenant)

        days = client.get("/alerts/").context["days"]

        assert [len(day.lines) for day in days] == [1, 1]
        assert (days[0].day - days[1].day).days == 1

    def test_shows_nobody_elses(self, client: Client, tenant: User) -> None:
        create_alert(create_tenant("Ravi Nair"))

        assert client.get("/alerts/").context["days"] == []

    def test_speaks_the_readers_language_and_the_offices_words(self, client: Client) -> None:
        person = create_tenant("Asha Rao", language="hi")
        client.force_login(person)
        create_alert(person, "payment_failed")
        create_alert(person)
        Wording.objects.create(kind="booking_booked", language="hi", short="{{ property }} आपका है।")

        page = client.get("/alerts/").content.decode()
        translation.deactivate()

        assert "Jacaranda House आपका है।" in page
        assert "आपके बैंक ने ₹17,000 नहीं चुकाए।" in page

    def test_still_shows_a_kind_that_is_gone(self, client: Client, tenant: User) -> None:
        Alert.objects.create(person=tenant, kind="forgotten_kind", path="/stay/")

        assert "forgotten kind" in client.get("/alerts/").content.decode()

    def test_costs_the_same_for_one_and_for_many(
        self, client: Client, tenant: User, django_assert_num_queries, django_assert_max_num_queries
    ) -> None:
        create_alert(tenant)
        client.get("/alerts/")
        with django_assert_max_num_queries(8) as few:
            client.get("/alerts/")
        for kind in ("booking_booked", "payment_failed", "refund_arrived", "account_changed") * 3:
            create_alert(tenant, kind)

        with django_assert_num_queries(len(few.captured_queries)):
            client.get("/alerts/")

    def test_goes_back_page_by_page(self, client: Client, tenant: User) -> None:
        alerts = [create_alert(tenant) for _ in range(62)]

        older = client.get("/alerts/").context["older"]
        (day,) = client.get("/alerts/", {"before": str(older.public_id)}).context["days"]

        assert older == alerts[2]
        assert (day.lines[0].newest, day.lines[0].unread) == (alerts[1], 2)

    def test_gives_htmx_the_list_and_the_bell_alone(self, client: Client, tenant: User) -> None:
        create_alert(tenant)

        page = client.get("/alerts/", headers=HTMX).content.decode()

        assert "<html" not in page
        assert page.count('id="alerts"') == page.count('id="bell"') == 1

    @pytest.mark.parametrize("before", ["x", "5d0c3a3e"])
    def test_takes_any_nonsense(self, client: Client, tenant: User, before: str) -> None:
        assert client.get("/alerts/", {"before": before}).status_code == 200


class TestOpen:
    def test_leads_to_what_it_is_about_and_is_read(self, client: Client, tenant: User) -> None:
        alert = create_alert(tenant)

        response = client.get(f"/alerts/{alert.public_id}/")

        assert (response.status_code, response["Location"]) == (302, alert.path)
        assert unread() == 0

    def test_knows_nothing_of_a_strangers(self, client: Client, tenant: User) -> None:
        alert = create_alert(create_tenant("Ravi Nair"))

        assert client.get(f"/alerts/{alert.public_id}/").status_code == 404
        assert unread() == 1


class TestRead:
    def test_reads_one(self, client: Client, tenant: User) -> None:
        alert = create_alert(tenant)
        create_alert(tenant, "payment_failed")

        response = client.post(f"/alerts/{alert.public_id}/read/")

        assert (response.status_code, response["Location"]) == (302, "/alerts/")
        assert unread() == 1

    def test_reads_all_and_gives_htmx_the_list_as_it_is_now(self, client: Client, tenant: User) -> None:
        create_alert(tenant)
        create_alert(tenant, "payment_failed")

        page = client.post("/alerts/read/", headers=HTMX).content.decode()

        assert unread() == 0
        assert "Mark all read" not in page
        assert "Alerts, nothing new" in page

    def test_knows_nothing_of_a_strangers(self, client: Client, tenant: User) -> None:
        alert = create_alert(create_tenant("Ravi Nair"))

        assert client.post(f"/alerts/{alert.public_id}/read/").status_code == 404
        assert unread() == 1

    def test_is_never_done_by_following_a_link(self, client: Client, tenant: User) -> None:
        assert client.get("/alerts/read/").status_code == 405
