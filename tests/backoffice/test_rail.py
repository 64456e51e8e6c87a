import pytest

from tests.factories.booking import create_hold

pytestmark = pytest.mark.django_db


class TestBadges:
    def test_count_ones_own_running_holds(self, office, offer, foreign_offer):
        create_hold(offer)
        create_hold(foreign_offer)

        assert '<span class="office-count">1</span>' in office.get("/office/").content.decode()

    def test_stay_away_when_there_is_nothing(self, office, offer):
        assert "office-count" not in office.get("/office/").content.decode()


class TestLook:
    @pytest.mark.parametrize(("chosen", "shown"), [("dark", 'class="dark"'), ("light", 'class="light"')])
    def test_is_the_one_the_person_chose_for_every_face(self, chosen, shown, enter, landlord):
        landlord.theme = chosen
        landlord.save(update_fields=["theme"])

        assert shown in enter(landlord).get("/office/").content.decode()
