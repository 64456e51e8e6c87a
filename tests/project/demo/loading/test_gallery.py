"""The gallery draws once, whole, and remembers what it drew."""

from pathlib import Path

import pytest
from PIL import Image

from project.demo.loading.gallery import Gallery, Sitter, draw_to_disk, look_at


class TestDrawToDisk:
    def test_leaves_a_picture_that_is_there(self, tmp_path: Path) -> None:
        path = tmp_path / "face.jpg"
        first = draw_to_disk(Sitter("portrait-woman", "1"), path)
        written = path.stat().st_mtime_ns

        assert draw_to_disk(Sitter("portrait-woman", "2"), path) == first
        assert path.stat().st_mtime_ns == written

    def test_says_what_the_file_says(self, tmp_path: Path) -> None:
        path = tmp_path / "map.jpg"

        drawn = draw_to_disk(Sitter("map", "hebbal"), path)

        assert (drawn.width, drawn.height) == Image.open(path).size == (800, 600)
        assert drawn.size == path.stat().st_size
        assert drawn.focus == (280, 200, 520, 400)
        assert look_at(path) == drawn


class TestGallery:
    def test_draws_what_is_ordered_twice_once(self, tmp_path: Path) -> None:
        sitter = Sitter("portrait-man", "1")

        with Gallery(tmp_path / "media", tmp_path / "private") as gallery:
            gallery.order(sitter)
            gallery.order(sitter)

        assert gallery.drawn(sitter).width == 256
        assert [path.name for path in (tmp_path / "private" / "people").iterdir()] == ["demo-portrait-man-1.jpg"]

    def test_keeps_faces_out_of_the_public_folder(self, tmp_path: Path) -> None:
        with Gallery(tmp_path / "media", tmp_path / "private") as gallery:
            gallery.order(Sitter("portrait-woman", "1"))
            gallery.order(Sitter("map", "hebbal"))

        assert [path.name for path in (tmp_path / "media").rglob("*.jpg")] == ["demo-map-hebbal.jpg"]

    def test_stops_drawing_when_something_goes_wrong(self, tmp_path: Path) -> None:
        with pytest.raises(RuntimeError):
            order_and_fail(Gallery(tmp_path, tmp_path), pictures=200)

        assert len(list((tmp_path / "original_images").iterdir())) < 100


def order_and_fail(gallery: Gallery, *, pictures: int) -> None:
    with gallery:
        for number in range(pictures):
            gallery.order(Sitter("facade", str(number)))
        raise RuntimeError
