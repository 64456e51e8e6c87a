"""How photos come in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from project.kernel.errors import Refusal
from project.kernel.pictures import NotAPicture, open_picture


class PhotoFileField(WagtailImageField):
    """Wagtail's file field, which also reads the picture to its end: half a file has a right beginning."""

    def to_python(self, data: Any) -> File | None:
        """The file as it came, once all of it could be read."""
        try:
            file: File | None = super().to_python(data)
            if file:
                open_picture(file)
                file.seek(0)
        except Refusal as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
        except OSError as error:
            raise ValidationError(NotAPicture.message, code=NotAPicture.code) from error
        return file


class PhotoForm(BaseImageForm):
    """Wagtail's form of a photo, with our file field where there is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if theirs := self.fields.get("file"):
            self.fields["file"] = PhotoFileField(label=theirs.label, required=theirs.required, widget=theirs.widget)
