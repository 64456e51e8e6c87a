"""The image column of `Photo`: the one gate every picture passes on its way to storage."""

from typing import Any

from django.core.files.base import File
from wagtail.images.models import AbstractImage, WagtailImageField, WagtailImageFieldFile

from project.kernel.pictures import clean_picture


class CleanImageFieldFile(WagtailImageFieldFile):
    """Stores the picture written anew, however it came: form, multi-upload, API, code."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the clean picture and note its true size."""
        clean = clean_picture(content)
        self.instance.file_size = clean.size
        super().save(name, clean, save)


class CleanImageField(WagtailImageField):
    """An image column that never stores what a camera or a phone wrote beside the picture."""

    attr_class = CleanImageFieldFile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It keeps Wagtail's place before width, height and file_size, which only the clean picture decides;
        # a field declared anew would be stored last.
        self.creation_counter = AbstractImage._meta.get_field("file").creation_counter
