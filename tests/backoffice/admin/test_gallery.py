import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from project.catalog.models import Photo, Property
from project.content.operations import lay_out_site, open_landlord_space
from tests.backoffice.admin.test_catalog import house_form
from tests.backoffice.asking import page_url
from tests.factories.catalog import picture_bytes, show_photo

pytestmark = pytest.mark.django_db


def sent(content: bytes = b"", name: str = "front.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture_bytes(), "image/png")


def gallery(house: Property, **new: object) -> dict[str, object]:
    """What the photos' tab sends: those there are, and a new one."""
    shown = list(house.photos.all())
    rows = [{"id": one.pk, "alt": one.photo.alt, "position": one.position} for one in shown] + ([new] if new else [])
    counts = {"photos-TOTAL_FORMS": len(rows), "photos-INITIAL_FORMS": len(shown)}
    typed = {f"photos-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}
    return house_form(house) | counts | typed


class TestGallery:
    def test_keeps_a_picture_in_its_place_among_the_landlords_own(self, office, house, kaveri):
        lay_out_site()
        space = open_landlord_space(landlord=kaveri)

        office.post(page_url(house), gallery(house, picture=sent(), alt="The front at dusk", position=1))

        shown = house.photos.get()
        assert (shown.position, shown.photo.alt) == (1, "The front at dusk")
        assert shown.photo.collection == space.collection

    @pytest.mark.parametrize("content", [b"not a picture", b"<svg onload=alert(1)>"])
    def test_refuses_what_is_no_picture(self, content, office, house):
        response = office.post(page_url(house), gallery(house, picture=sent(content), alt="", position=0))

        assert "This file is not a picture we can show." in response.content.decode()
        assert not Photo.objects.exists()

    def test_asks_for_the_picture(self, office, house):
        response = office.post(page_url(house), gallery(house, alt="The front", position=0))

        assert "Choose a picture." in response.content.decode()
        assert not Photo.objects.exists()

    def test_says_anew_what_a_photo_shows(self, office, house):
        shown = show_photo(house)
        typed = gallery(house) | {"photos-0-alt": "The front at dusk"}

        office.post(page_url(house), typed)

        assert Photo.objects.get(pk=shown.photo_id).alt == "The front at dusk"

    def test_takes_a_photo_out_of_the_gallery(self, office, house):
        show_photo(house)

        office.post(page_url(house), gallery(house) | {"photos-0-DELETE": "on"})

        assert not house.photos.exists()

    def test_shows_no_foreign_unit_types(self, office, house, foreign_offer):
        show_photo(house)
        typed = gallery(house) | {"photos-0-unit_type": foreign_offer.pk}

        response = office.post(page_url(house), typed)

        assert "Select a valid choice." in response.content.decode()
        assert house.photos.get().unit_type is None
