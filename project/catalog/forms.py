"""How photos come in."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from wagtail.images.forms import BaseImageForm

from project.kernel.errors import Refusal
from project.kernel.pictures import open_picture


class PhotoForm(BaseImageForm):
    """Wagtail's form, which also reads the picture to its end: half a file has a right beginning."""

    def clean_file(self) -> File:
        """The file as it came, once all of it could be read."""
        file: File = self.cleaned_data["file"]
        if "file" in self.changed_data:
            try:
                open_picture(file)
            except Refusal as refusal:
                raise ValidationError(str(refusal), code=refusal.code) from refusal
            file.seek(0)
        return file
