"""Files that come with a message."""

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from project.chat.models import Attachment, Message
from project.chat.operations import FileTooLarge, NotSendable, TooManyFiles
from project.chat.operations.attaching import LARGEST_FILE
from project.kernel.pictures import PictureTooLarge
from tests.factories.chat import PDF, pdf, picture, say

pytestmark = pytest.mark.django_db


def files_in(folder) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


class TestPicture:
    def test_is_written_anew_without_what_was_hidden_in_it(self, asha, private):
        message = say(asha, "The door", files=[picture()])

        kept = message.attachments.get()
        assert (kept.name, kept.content_type, kept.width, kept.height) == ("door.jpg", "image/jpeg", 900, 600)
        assert b"taken at home" not in kept.file.read()
        assert Image.open(kept.preview).size == (640, 427)
        assert len(files_in(private)) == 2

    def test_may_say_it_all(self, asha):
        assert say(asha, "", files=[picture()]).text == ""

    def test_is_called_what_it_is(self, asha):
        kept = say(asha, files=[picture("door.pdf", kind="PNG")]).attachments.get()

        assert (kept.name, kept.content_type) == ("door.png", "image/png")


class TestPdf:
    def test_is_kept_as_it_came(self, asha):
        kept = say(asha, files=[pdf("C:\\papers\\my lease.PDF")]).attachments.get()

        assert (kept.name, kept.content_type, kept.width) == ("my lease.pdf", "application/pdf", None)
        assert kept.file.read() == PDF


class TestRefusals:
    @pytest.mark.parametrize(
        "content", [b"<html><script>alert(1)</script>", b"MZ\x90\x00", b"GIF89a", b"", b"%PDF-1.4 without an end"]
    )
    @pytest.mark.parametrize("name", ["x.jpg", "x.pdf"])
    def test_of_what_lies(self, asha, private, content, name):
        with pytest.raises(NotSendable):
            say(asha, files=[picture(), ContentFile(content, name=name)])

        assert not Message.objects.exists()
        assert files_in(private) == []

    def test_of_what_is_too_large(self, asha, private):
        with pytest.raises(FileTooLarge) as refused:
            say(asha, files=[ContentFile(PDF + b" " * LARGEST_FILE, name="big.pdf")])

        assert str(refused.value) == "“big.pdf” is larger than 10 MB. Send a smaller one."
        assert files_in(private) == []

    def test_of_a_picture_made_to_fill_the_memory(self, asha, monkeypatch):
        monkeypatch.setattr("project.kernel.pictures.MAX_PIXELS", 100)

        with pytest.raises(PictureTooLarge):
            say(asha, files=[picture()])

    def test_of_too_many(self, asha):
        with pytest.raises(TooManyFiles):
            say(asha, files=[pdf()] * 7)

        assert not Attachment.objects.exists()


def test_the_same_key_again_keeps_no_second_file(asha, private):
    first = say(asha, files=[pdf()])

    say(asha, files=[pdf()], client_key=first.client_key)

    assert len(files_in(private)) == 1
