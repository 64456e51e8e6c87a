import pytest

from project.notifications.models import Suppression
from tests.backoffice.asking import page_url, press, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def suppression() -> Suppression:
    return Suppression.objects.create(address="gone@nivas.example", reason="550 No such mailbox")


class TestLift:
    def test_lets_mails_go_there_again(self, enter, administrator, suppression):
        response = press(enter(administrator), suppression, "lift")

        suppression.refresh_from_db()
        assert said(response) == ["Mails go there again."]
        assert suppression.lifted_at is not None

    def test_is_offered_while_it_stands(self, enter, administrator, suppression):
        admin = enter(administrator)
        assert "Send there again" in admin.get(page_url(suppression)).content.decode()

        press(admin, suppression, "lift")

        assert "Send there again" not in admin.get(page_url(suppression)).content.decode()

    def test_says_so_when_somebody_was_quicker(self, enter, administrator, suppression):
        admin = enter(administrator)
        press(admin, suppression, "lift")

        assert "Mails go to this address already." in press(admin, suppression, "lift").content.decode()

    def test_is_for_administrators(self, office, suppression):
        assert press(office, suppression, "lift").status_code == 403
        assert Suppression.objects.get().lifted_at is None

    def test_is_kept_in_the_history(self, enter, administrator, suppression):
        admin = enter(administrator)
        press(admin, suppression, "lift")

        assert "Meera Iyer" in admin.get(page_url(suppression, "history")).content.decode()
