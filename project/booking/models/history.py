"""How booking's histories refer to what they tell of."""

from typing import Any

from django.db import models


def plain(**references: str) -> dict[str, models.ForeignKey]:
    """A history's references without indexes: it is read by row and by actor, and each index slows every hold."""
    plain: dict[str, Any] = {"db_constraint": False, "db_index": False, "null": True, "on_delete": models.DO_NOTHING}
    return {name: models.ForeignKey(to, related_name="+", **plain) for name, to in references.items()}
