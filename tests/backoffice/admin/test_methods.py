import pytest

from project.payments.gateways.saving import MandateProgress
from project.payments.models import Mandate, SavedMethod
from tests.backoffice.asking import list_url, page_url, rows_of
from tests.factories.identity import create_tenant
from tests.factories.methods import create_method, mandate_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


@pytest.fixture
def admin(enter, administrator):
    """The administrator's browser."""
    return enter(administrator)


class TestSavedMethods:
    def test_show_what_the_bank_lets_us_take(self, admin):
        method = create_method()

        page = admin.get(page_url(method)).content.decode()

        assert "In force" in page
        assert "₹12,000" in page
        assert "Whenever a bill is due" in page

    @pytest.mark.parametrize("state", ["active", "pending", "inactive", "none"])
    def test_are_found_by_their_mandate(self, admin, state):
        methods = {
            "active": create_method(),
            "pending": create_method(progress=MandateProgress.PENDING),
            "inactive": create_method(),
            "none": SavedMethod.objects.create(person=create_tenant(), gateway_id="pm_bare", kind="card"),
        }
        Mandate.objects.filter(pk=mandate_of(methods["inactive"]).pk).update(state="inactive")

        assert rows_of(admin, f"{list_url(SavedMethod)}?mandate={state}") == [methods[state]]

    def test_are_found_by_their_last_four_digits(self, admin):
        create_method(last4="0123")
        looked_for = create_method(last4="9876")

        assert rows_of(admin, f"{list_url(SavedMethod)}?q=9876") == [looked_for]

    def test_are_for_administrators(self, office):
        method = create_method()

        assert office.get(list_url(SavedMethod)).status_code == 403
        assert office.get(page_url(method)).status_code == 404

    def test_say_what_would_stand_there(self, admin):
        assert "A card that a tenant saves on their own page" in admin.get(list_url(SavedMethod)).content.decode()
