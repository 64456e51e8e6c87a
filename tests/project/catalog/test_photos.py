"""A photo on its way through Wagtail: checked for what it is, stored without where it was taken."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from project.catalog.models import Photo
from tests.factories import catalog, identity
from tests.project.kernel.test_pictures import GPS_IFD, photo_from_a_phone

pytestmark = pytest.mark.django_db


def upload(name, content):
    """Wagtail's own form with one file, as an administrator sends it."""
    form_class = get_image_form(Photo)
    fields = {"title": "Front", "collection": Collection.get_first_root_node().pk, "tags": ""}
    files = {"file": SimpleUploadedFile(name, content)}
    return form_class(fields, files, instance=Photo(), user=identity.create_administrator())


class TestUpload:
    def test_stores_the_picture_upright_and_without_its_place(self):
        form = upload("front.jpg", photo_from_a_phone().read())
        assert form.is_valid(), form.errors

        photo = form.save()

        with photo.file.open() as stored:
            kept = Image.open(stored)
            assert dict(kept.getexif().get_ifd(GPS_IFD)) == {}
            assert kept.size == (60, 80)
        assert (photo.width, photo.height) == (60, 80)
        assert Photo.objects.get().file_size == photo.file.size

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("front.jpg", b"not a picture at all", "invalid_image"),
            ("front.jpg", catalog.picture_bytes(kind="JPEG")[:400], "not_a_picture"),
            ("front.jpg", catalog.picture_bytes(kind="JPEG", size=(640, 480))[:-900], "not_a_picture"),
            ("front.jpg", catalog.picture_bytes(kind="PNG"), "invalid_image_known_format"),
            ("front.gif", catalog.picture_bytes(kind="GIF"), "invalid_image_extension"),
            ("front.jpg", catalog.picture_bytes(kind="JPEG") + bytes(10 * 1024 * 1024), "file_too_large"),
        ],
    )
    def test_refuses_a_file_that_lies_or_is_too_big(self, name, content, code):
        form = upload(name, content)

        assert not form.is_valid()
        assert [error.code for error in form.errors["file"].as_data()] == [code]
        assert not Photo.objects.exists()


class TestPhoto:
    def test_keeps_its_focal_point_in_every_size(self):
        written = BytesIO()
        Image.linear_gradient("L").rotate(90).resize((400, 100)).save(written, "PNG")
        focus = {"focal_point_x": 350, "focal_point_y": 50, "focal_point_width": 20, "focal_point_height": 20}
        photo = Photo.objects.create(title="Grey", file=ContentFile(written.getvalue(), name="grey.png"), **focus)

        rendition = photo.get_rendition("fill-100x100")

        assert (rendition.width, rendition.height) == (100, 100)
        with rendition.file.open() as made, photo.file.open() as whole:
            left_edge, middle = Image.open(made).getpixel((0, 0)), Image.open(whole).getpixel((200, 0))
            assert left_edge > middle

    def test_is_described_by_its_words_or_else_its_title(self):
        assert catalog.create_photo(alt="A blue door").default_alt_text == "A blue door"
        assert catalog.create_photo().default_alt_text == "Front of the house"
