"""A list typed as people type one: a line for each."""

from typing import Any

from django.contrib.postgres.forms import SimpleArrayField
from unfold.widgets import UnfoldAdminTextareaWidget


class LinesField(SimpleArrayField):
    """Lines of text; empty ones are nobody's mistake."""

    def __init__(self, base_field: Any, **options: Any) -> None:
        super().__init__(base_field, **{**options, "delimiter": "\n", "widget": UnfoldAdminTextareaWidget})

    def to_python(self, value: Any) -> Any:
        """What stands on the lines."""
        typed = value.splitlines() if isinstance(value, str) else value or []
        return super().to_python([line.strip() for line in typed if line.strip()])
