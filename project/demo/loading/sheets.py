"""Rows on their way to a table: written to a temporary file as they are made, loaded by one COPY.

The file keeps memory bounded however large the city is. COPY needs every column that has no default in the
database, so a sheet fills those a caller does not name with the model's own default.
"""

import json
import tempfile
from collections.abc import Callable
from typing import IO, Any

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

SPOOL_BYTES = 4 * 1024 * 1024
CHUNK_BYTES = 1024 * 1024
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Sheet:
    """Rows for one table. `columns` are those its caller writes; the others come from the model."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        self.model = model
        self.rows = 0
        self.next_id = _last_id(model) + 1
        fields = {field.attname: field for field in model._meta.concrete_fields}
        unknown = set(columns) - fields.keys()
        if unknown:
            raise ValueError(f"{model._meta.label} has no {', '.join(sorted(unknown))}")
        given = ["id", *columns]
        filled = {name: field for name, field in fields.items() if name not in given and _needs_a_value(field)}
        self._columns = [*given, *filled]
        self._encoders = [_encoder_of(fields[name]) for name in given]
        self._rest = "".join(f"\t{_encoder_of(field)(field.get_default())}" for field in filled.values())
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115 - load() closes it

    def add(self, *values: Any) -> int:
        """Writes one row, values in the order of `columns`, and gives its id."""
        row_id = self.next_id
        encoded = [encode(value) for encode, value in zip(self._encoders, (row_id, *values), strict=True)]
        self._file.write(("\t".join(encoded) + self._rest + "\n").encode())
        self.next_id += 1
        self.rows += 1
        return row_id

    def load(self) -> None:
        """Copies the rows into the table and moves its id sequence past them."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        columns = ", ".join(connection.ops.quote_name(self._column(name)) for name in self._columns)
        self._file.seek(0)
        with connection.cursor() as cursor:
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                while chunk := self._file.read(CHUNK_BYTES):
                    copy.write(chunk)
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {max(1, self.next_id - 1)})")
        self._file.close()

    def _column(self, name: str) -> str:
        return next(field.column or name for field in self.model._meta.concrete_fields if field.attname == name)


def _last_id(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0


def _needs_a_value(field: models.Field) -> bool:
    return field.db_default is NOT_PROVIDED and (field.has_default() or not field.null)


def _encoder_of(field: models.Field) -> Callable[[Any], str]:
    if isinstance(field, ArrayField):
        return _encode_list
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(field, DateRangeField):
        return _encode_days
    return _encode


def _encode(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    return str(value)


def _encode_list(values: list[str]) -> str:
    quoted = ('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return ("{" + ",".join(quoted) + "}").translate(_ESCAPES)


def _encode_days(days: tuple[Any, Any]) -> str:
    start, end = days
    return f"[{start},{end or ''})"
