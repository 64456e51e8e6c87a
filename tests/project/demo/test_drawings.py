"""The pictures: the same for the same seed, well-sized, and about what they claim to be about."""

import io

import pytest
from PIL import Image, ImageStat

from project.demo.drawings import colour
from project.demo.drawings.canvas import Box, Canvas, jpeg
from project.demo.drawings.facade import draw_facade
from project.demo.drawings.locality import draw_locality
from project.demo.drawings.portrait import draw_portrait
from project.demo.drawings.room import KINDS, draw_room


def inside(focus: Box, size: tuple[int, int]) -> bool:
    left, top, right, bottom = focus
    return 0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]


class TestColour:
    def test_reads_what_it_is_written_as(self) -> None:
        assert colour.of("#0B5D66") == (11, 93, 102)

    def test_mixes_by_shares(self) -> None:
        assert colour.mix((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)

    def test_fades_to_a_quarter(self) -> None:
        assert colour.fade((1, 2, 3), 0.25) == (1, 2, 3, 64)


class TestCanvas:
    def test_draws_in_picture_units(self) -> None:
        canvas = Canvas((20, 10), (255, 255, 255))

        canvas.box((5, 0, 15, 10), (0, 0, 0))
        canvas.settle()

        assert canvas.image.size == (20, 10)
        assert [canvas.image.getpixel((x, 5)) for x in (4, 5, 14, 15)] == [(255,) * 3, (0,) * 3, (0,) * 3, (255,) * 3]

    def test_shows_only_its_view(self) -> None:
        canvas = Canvas((20, 10), (255, 255, 255), view=(10, 0, 20, 5))

        canvas.box((15, 0, 20, 5), (0, 0, 0))
        canvas.settle()

        assert canvas.image.size == (20, 10)
        assert canvas.focus((15, 0, 20, 5)) == (10, 0, 20, 10)
        assert [canvas.image.getpixel((x, 5)) for x in (9, 10)] == [(255,) * 3, (0,) * 3]


class TestDrawFacade:
    def test_draws_the_same_house_again(self) -> None:
        assert draw_facade("gulmohar")[0].tobytes() == draw_facade("gulmohar")[0].tobytes()

    def test_draws_another_house_for_another_seed(self) -> None:
        assert draw_facade("gulmohar")[0].tobytes() != draw_facade("tamarind")[0].tobytes()

    @pytest.mark.parametrize("seed", ["1", "7", "16"])
    def test_fills_its_picture_and_says_where_the_house_is(self, seed: str) -> None:
        image, focus = draw_facade(seed)

        assert image.size == (1200, 800)
        assert inside(focus, image.size)

    def test_is_light_enough_for_a_phone(self) -> None:
        content = jpeg(draw_facade("1")[0])

        assert 40_000 < len(content) < 200_000


class TestDrawRoom:
    @pytest.mark.parametrize("kind", KINDS)
    def test_draws_every_kind_of_room(self, kind: str) -> None:
        image, focus = draw_room("1", kind)

        assert image.size == (1200, 800)
        assert inside(focus, image.size)
        assert max(ImageStat.Stat(image).stddev) > 20

    def test_draws_the_same_room_again(self) -> None:
        assert draw_room("1", "share-3")[0].tobytes() == draw_room("1", "share-3")[0].tobytes()


class TestDrawLocality:
    def test_draws_the_same_map_again(self) -> None:
        image, focus = draw_locality("hebbal")

        assert image.size == (800, 600)
        assert inside(focus, image.size)
        assert image.tobytes() == draw_locality("hebbal")[0].tobytes()


class TestDrawPortrait:
    def test_draws_different_people(self) -> None:
        pictures = {draw_portrait(str(seed), is_woman=seed % 2 == 0)[0].tobytes() for seed in range(8)}

        assert len(pictures) == 8


class TestJpeg:
    def test_keeps_its_note(self) -> None:
        content = jpeg(Image.new("RGB", (8, 8)), note="1,2,3,4")

        assert Image.open(io.BytesIO(content)).info["comment"] == b"1,2,3,4"
