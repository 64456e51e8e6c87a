"""Pictures from people: taken for what they are, turned upright, made small enough, and written anew.

Writing anew is what drops EXIF, comments and anything hidden behind the picture: where a photo was taken is
nobody's business but the photographer's.
"""

from io import BytesIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from project.kernel.errors import Refusal

MAX_EDGE = 2560
MAX_PIXELS = 50_000_000
WRITING: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 88, "method": 4},
}


class NotAPicture(Refusal):
    """The file is no JPEG, PNG or WebP, whatever its name says."""

    code = "not_a_picture"
    message = _("This file is not a picture we can show. Send a JPEG, PNG or WebP.")
    status = 422


class PictureTooLarge(Refusal):
    """More pixels than anybody's screen needs, or a file made to exhaust memory."""

    code = "picture_too_large"
    message = _("This picture has too many pixels. Send one of at most 50 megapixels.")
    status = 422


def clean_picture(content: File, *, max_edge: int = MAX_EDGE) -> ContentFile:
    """Read a picture by its content, turn it upright, shrink it and write it anew without metadata.

    Raises: NotAPicture, PictureTooLarge.
    """
    picture = open_picture(content)
    kind = str(picture.format)
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((max_edge, max_edge), Image.Resampling.LANCZOS)
    plain = in_plain_colours(upright, kind)
    plain.info.clear()
    written = BytesIO()
    plain.save(written, format=kind, **WRITING[kind])
    return ContentFile(written.getvalue(), name=content.name)


def open_picture(content: File) -> Image.Image:
    """Open and fully decode a picture of a known kind.

    Raises: NotAPicture, PictureTooLarge.
    """
    # WeasyPrint, where it is loaded, has half a picture count as a whole one for the entire process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        content.seek(0)
        picture = Image.open(content, formats=list(WRITING))
        if picture.width * picture.height > MAX_PIXELS:
            raise PictureTooLarge
        picture.load()
    except Image.DecompressionBombError as error:
        raise PictureTooLarge from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise NotAPicture from error
    return picture


def in_plain_colours(picture: Image.Image, kind: str) -> Image.Image:
    """The picture in sRGB, because its colour profile goes with the other metadata; see-through only where it may be."""
    see_through = kind != "JPEG" and picture.has_transparency_data
    mode = "RGBA" if see_through else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            ours, theirs = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(picture, theirs, ours, outputMode="RGB") or picture.convert(mode)
        except ImageCms.PyCMSError:
            pass  # A broken profile: the plain numbers are the best guess.
    return picture.convert(mode)
