"""Logs that can be searched and told to anybody: one line an event, with ids and never a person's data."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from time import localtime, strftime
from typing import Any

_bound: ContextVar[dict[str, Any] | None] = ContextVar("bound_log_fields", default=None)

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(r"(?<![\w.:-])(?:\+\d{1,3}[ -]?\d[\d -]{6,13}\d|0?[6-9]\d{4}[ -]?\d{5})(?![\w.:-])"), "<phone>"),
    (re.compile(rf"(?!{UUID})(?<![\w-])(?=[\w:-]*[a-zA-Z])(?=[\w:-]*\d)[\w:-]{{32,}}"), "<token>"),
)


@contextmanager
def bound(**fields: Any) -> Iterator[None]:
    """Every line logged inside carries these fields, such as the request's or the job's id."""
    token = _bound.set(bound_fields() | fields)
    try:
        yield
    finally:
        _bound.reset(token)


def bound_fields() -> dict[str, Any]:
    """What is bound just now."""
    return dict(_bound.get() or {})


def scrub(text: str) -> str:
    """Mask e-mail addresses, phone numbers and long tokens, whoever wrote them into a message."""
    for pattern, mask in PERSONAL:
        text = pattern.sub(mask, text)
    return text


class BoundFields(logging.Filter):
    """Puts the bound fields on each record, before another thread formats it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        record.fields = bound_fields() | getattr(record, "fields", {})
        return True


class JsonFormatter(logging.Formatter):
    """A line of JSON for machines."""

    def format(self, record: logging.LogRecord) -> str:
        """The message scrubbed, the fields as they are: code puts only ids there."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": scrub(record.getMessage()),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["trace"] = scrub(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class ConsoleFormatter(logging.Formatter):
    """A readable line for the demo and for development."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level when it matters, message, then fields."""
        level = "" if record.levelno <= logging.INFO else f"{record.levelname} "
        fields = " ".join(f"{name}={value}" for name, value in getattr(record, "fields", {}).items())
        line = (
            f"{strftime('%H:%M:%S', localtime(record.created))} {level}{scrub(record.getMessage())} {fields}".rstrip()
        )
        return f"{line}\n{scrub(self.formatException(record.exc_info))}" if record.exc_info else line


def logging_settings(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: everything through one handler that scrubs.

    `django.request` speaks only of bugs; the edge already writes a line for each answer.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"bound": {"()": BoundFields}},
        "formatters": {"line": {"()": JsonFormatter if as_json else ConsoleFormatter}},
        "handlers": {"standard": {"class": "logging.StreamHandler", "filters": ["bound"], "formatter": "line"}},
        "root": {"handlers": ["standard"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "uvicorn": {"handlers": [], "level": "INFO", "propagate": True},
            "uvicorn.access": {"handlers": [], "level": "WARNING", "propagate": False},
            "django-q": {"handlers": [], "level": "INFO", "propagate": True},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
