"""Photos as `elements/picture.html` and `gallery.html` draw them: sizes, srcset, alt text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from wagtail.images.models import SourceImageIOError

from project.catalog.models import Photo, Rendition


@dataclass(frozen=True, slots=True)
class Picture:
    """One `<img>`: its middle size with true width and height, so that nothing moves when it arrives."""

    url: str
    width: int
    height: int
    alt: str
    srcset: str
    full_url: str
    caption: str = ""

    @classmethod
    def of(cls, photo: Photo, sizes: Sequence[str], *, alt: str = "", caption: str = "") -> Self | None:
        """The picture in these sizes, smallest first; None when its file is gone."""
        try:
            made = list(photo.get_renditions(*sizes).values())
        except SourceImageIOError:
            return None
        shown = made[len(made) // 2]
        return cls(
            url=shown.url,
            width=shown.width,
            height=shown.height,
            alt=alt or photo.default_alt_text,
            srcset=srcset(made),
            full_url=made[-1].url,
            caption=caption,
        )


def srcset(renditions: Sequence[Rendition]) -> str:
    """Each width once: a small original has fewer sizes than we ask for."""
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
