"""Files that come with a message: looked into, written anew, and kept where only a view may hand them out."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.utils.translation import gettext_lazy as _
from PIL import Image

from project.chat.models import Attachment, Message
from project.chat.models.messages import LARGEST_FILE, PDF
from project.chat.rules import clean_text
from project.kernel.errors import Refusal
from project.kernel.pictures import clean_picture, open_picture
from project.kernel.transactions import outside_transaction, transaction_required

MOST_FILES = 6
PREVIEW_EDGE = 640
FOLDER = "chat"
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", PDF: ".pdf"}
# The first bytes of a PDF may come a little late; its end mark stands near the end.
HEAD, TAIL = 1024, 2048


class FileTooLarge(Refusal):
    """More than ten megabytes."""

    code = "file_too_large"
    message = _("“%(name)s” is larger than 10 MB. Send a smaller one.")
    status = 422


class TooManyFiles(Refusal):
    """More files than one message takes."""

    code = "too_many_files"
    message = _("One message takes six files. Send the others with the next one.")
    status = 422


class NotSendable(Refusal):
    """Neither a picture nor a PDF, whatever its name says."""

    code = "file_not_sendable"
    message = _("“%(name)s” is no picture and no PDF. Send a JPEG, PNG, WebP or PDF.")
    status = 422


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was looked into and is written down, waiting for its message."""

    file: str
    preview: str
    name: str
    content_type: str
    size: int
    width: int | None = None
    height: int | None = None


@outside_transaction()
def prepare_files(files: Sequence[File]) -> list[Prepared]:
    """Look into files and write them down; slow, so it holds no locks.

    Raises: TooManyFiles, FileTooLarge, NotSendable, PictureTooLarge; then nothing stays written.
    """
    if len(files) > MOST_FILES:
        raise TooManyFiles
    prepared: list[Prepared] = []
    try:
        prepared.extend(_prepare(file) for file in files)
    except Refusal:
        forget_files(prepared)
        raise
    return prepared


def forget_files(prepared: Iterable[Prepared]) -> None:
    """Delete files whose message did not come about."""
    for one in prepared:
        for name in filter(None, (one.file, one.preview)):
            storages["private"].delete(name)


@transaction_required()
def attach(message: Message, prepared: Iterable[Prepared]) -> None:
    """Put files to the message that was written in this transaction."""
    for one in prepared:
        Attachment.objects.create(
            message=message,
            file=one.file,
            preview=one.preview,
            name=one.name,
            content_type=one.content_type,
            size=one.size,
            width=one.width,
            height=one.height,
        )


def _prepare(file: File) -> Prepared:
    name = _plain_name(file.name or "")
    if (file.size or 0) > LARGEST_FILE:
        raise FileTooLarge(name=name)
    if _is_pdf(file):
        return _keep_pdf(file, name)
    try:
        return _keep_picture(file, name)
    except Refusal as refusal:
        if refusal.code == "not_a_picture":
            raise NotSendable(name=name) from refusal
        raise


def _is_pdf(file: File) -> bool:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(max(0, (file.size or 0) - TAIL))
    return b"%PDF-" in head and b"%%EOF" in file.read(TAIL)


def _keep_pdf(file: File, name: str) -> Prepared:
    file.seek(0)
    return Prepared(_write(file.read(), PDF), "", _with_suffix(name, PDF), PDF, file.size or 0)


def _keep_picture(file: File, name: str) -> Prepared:
    content_type = Image.MIME[str(open_picture(file).format)]
    whole = clean_picture(file).read()
    small = clean_picture(ContentFile(whole), max_edge=PREVIEW_EDGE).read()
    width, height = Image.open(BytesIO(whole)).size
    kept, preview = _write(whole, content_type), _write(small, content_type)
    return Prepared(kept, preview, _with_suffix(name, content_type), content_type, len(whole), width, height)


def _write(content: bytes, content_type: str) -> str:
    place = f"{FOLDER}/{uuid.uuid4().hex}{SUFFIXES[content_type]}"
    return storages["private"].save(place, ContentFile(content))


def _plain_name(name: str) -> str:
    plain = clean_text(PurePath(name.replace("\\", "/")).name).replace("\n", " ").replace('"', "")
    return plain[-100:] or "file"


def _with_suffix(name: str, content_type: str) -> str:
    """The name as its sender wrote it, with the ending of what it really is."""
    return f"{PurePath(name).stem or 'file'}{SUFFIXES[content_type]}"
