"""What is left of a picture that somebody sent."""

import importlib
from io import BytesIO

import pytest
import weasyprint.images
from django.core.files.base import ContentFile
from PIL import Image

from project.kernel import pictures
from project.kernel.pictures import NotAPicture, PictureTooLarge, clean_picture

ORIENTATION, GPS_IFD, LATITUDE_REF, LATITUDE, MAKER = 0x0112, 0x8825, 1, 2, 0x010F
TURN_RIGHT = 6


def photo_from_a_phone(**options):
    """A JPEG as a phone writes it: turned by a flag, with place, maker and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = TURN_RIGHT, "Somebody's phone"
    exif.get_ifd(GPS_IFD).update({LATITUDE_REF: "N", LATITUDE: (12.0, 56.0, 7.3)})
    written = BytesIO()
    Image.new("RGB", (80, 60), (244, 182, 63)).save(written, "JPEG", exif=exif, comment=b"at home", **options)
    return ContentFile(written.getvalue(), name="front.jpg")


class TestCleanPicture:
    def test_refuses_half_a_picture_also_where_receipts_are_drawn(self):
        written = BytesIO()
        Image.effect_noise((80, 60), 90).save(written, "JPEG")
        whole = written.getvalue()
        importlib.reload(weasyprint.images)  # as its first import does, it has the whole process accept halves

        with pytest.raises(NotAPicture):
            clean_picture(ContentFile(whole[: len(whole) // 2], name="front.jpg"))

    def test_leaves_no_place_no_maker_and_no_comment(self):
        sent = photo_from_a_phone()
        assert Image.open(sent).getexif().get_ifd(GPS_IFD)[LATITUDE] == (12.0, 56.0, 7.3)

        kept = clean_picture(sent)

        stored = Image.open(kept)
        assert dict(stored.getexif()) == {}
        assert {"exif", "comment", "icc_profile"}.isdisjoint(stored.info)
        assert b"Somebody's phone" not in kept.read()

    def test_turns_it_upright(self):
        assert Image.open(clean_picture(photo_from_a_phone())).size == (60, 80)

    def test_drops_what_hides_behind_the_picture(self):
        sent = ContentFile(photo_from_a_phone().read() + b"<?php evil();", name="front.jpg")

        assert b"evil" not in clean_picture(sent).read()

    def test_makes_it_as_small_as_a_screen_needs(self):
        written = BytesIO()
        Image.new("L", (4000, 1000)).save(written, "PNG")

        assert Image.open(clean_picture(ContentFile(written.getvalue(), name="wide.png"))).size == (2560, 640)

    @pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGBA"), ("JPEG", "RGB")])
    def test_keeps_kind_and_see_through_parts(self, kind, mode):
        written = BytesIO()
        Image.new(mode, (8, 8)).save(written, kind)

        kept = Image.open(clean_picture(ContentFile(written.getvalue(), name="x")))

        assert (kept.format, kept.mode) == (kind, mode)

    @pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"GIF89a" + bytes(40), b"\xff\xd8\xff\xe0 cut"])
    def test_refuses_what_is_no_picture(self, content):
        with pytest.raises(NotAPicture):
            clean_picture(ContentFile(content, name="holiday.jpg"))

    def test_refuses_more_pixels_than_anybody_needs(self, monkeypatch):
        monkeypatch.setattr(pictures, "MAX_PIXELS", 4799)

        with pytest.raises(PictureTooLarge):
            clean_picture(photo_from_a_phone())
