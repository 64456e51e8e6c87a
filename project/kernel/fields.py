"""Column types that several domains share."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Func


class PaiseField(models.BigIntegerField):
    """An amount in whole paise; name the column `<noun>_paise`."""

    description = "Amount in paise"


class NivasNow(Func):
    """The database's own clock as a column default (travels with NIVAS_CLOCK_OFFSET)."""

    function = "public.nivas_now"
    output_field = models.DateTimeField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """A call without arguments."""
        return "public.nivas_now()", []


class PublicIdModel(models.Model):
    """Gives a row the only identity that may appear in a URL."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
