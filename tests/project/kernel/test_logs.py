import json
import logging
import sys

import pytest

from project.kernel.logs import BoundFields, ConsoleFormatter, JsonFormatter, bound, scrub

PERSONAL = [
    "asha.rao+mess@example.co.in",
    "+91 98450 12345",
    "+919845012345",
    "9845012345",
    "09845012345",
    "+971 50 123 4567",
    "MQ:1wXyZ9:3b1Jr0vQk2mN8pT5sD7fG6hJ4kL2zX1cV9b",
    "c9f1a2b3d4e5f6a7b8c9d0e1f2a3b4c5",
    "gAAAAABnexample0123456789_-abcdefghijkl",
]
HARMLESS = [
    "booking 5d0c3a3e-7d0e-4b8e-9f3e-0a6d1c2b3a4f is held",
    "850000 paise for 31 days",
    "2026-12-01T10:42:00+05:30",
    "rate_begins_once_a_day_and_never_overlaps_another",
    "127.0.0.1:8000",
    "id 42, position 123456789",
]


def record(message: str, *args, exc_info=None) -> logging.LogRecord:
    made = logging.LogRecord("nivas.test", logging.WARNING, __file__, 1, message, args, exc_info)
    BoundFields().filter(made)
    return made


class TestScrub:
    @pytest.mark.parametrize("personal", PERSONAL)
    def test_masks_what_belongs_to_a_person(self, personal):
        masked = scrub(f"Could not reach {personal}, try later")

        assert personal not in masked
        assert masked.startswith("Could not reach <")
        assert masked.endswith(">, try later")

    @pytest.mark.parametrize("harmless", HARMLESS)
    def test_leaves_what_we_need_to_search_for(self, harmless):
        assert scrub(harmless) == harmless


class TestJsonFormatter:
    def test_writes_one_line_with_the_bound_fields(self):
        with bound(request="abc", user="7"):
            line = json.loads(JsonFormatter().format(record("Held %s", "a bed")))

        assert line.pop("at").endswith("+00:00")
        assert line == {
            "level": "warning",
            "logger": "nivas.test",
            "message": "Held a bed",
            "request": "abc",
            "user": "7",
        }

    def test_scrubs_arguments_and_traces(self):
        try:
            raise ValueError("Key (email)=(asha@example.test) already exists")
        except ValueError:
            text = JsonFormatter().format(record("Refused %s", "9845012345", exc_info=sys.exc_info()))

        assert "asha" not in text
        assert "9845012345" not in text
        assert "Key (email)=(<email>) already exists" in json.loads(text)["trace"]

    def test_stays_one_line(self):
        assert "\n" not in JsonFormatter().format(record("two\nlines"))


class TestConsoleFormatter:
    def test_is_readable_and_scrubbed(self):
        with bound(request="abc"):
            line = ConsoleFormatter().format(record("Mail to asha@example.test waits"))

        assert line[8:] == " WARNING Mail to <email> waits request=abc"


class TestBound:
    def test_adds_to_what_is_bound_and_ends_with_its_block(self):
        with bound(request="abc"):
            with bound(job="7"):
                inner = record("x").fields
            outer = record("x").fields

        assert (inner, outer, record("x").fields) == ({"request": "abc", "job": "7"}, {"request": "abc"}, {})
