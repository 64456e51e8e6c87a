"""How the search box of a list finds rows: each table is asked by itself, by its own indexes, and keys join the answers.

One condition over joined tables would read every row of all of them, because no index spans tables. With keys in
hand the list is asked for by key, as often as it has to be: for its number, its page, its sum.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet, UUIDField
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

# The first eight digits of a number are what people read out; fewer could be a room.
BEGINS_A_NUMBER = re.compile(r"[0-9a-f]{8}[0-9a-f-]*", re.IGNORECASE)
DIGITS = 32
# More than this and the database does better with the question than with the keys.
MOST_KEYS = 5000

# Keys, or the question that gives them where they would be too many.
Keys = list[Any] | QuerySet[Any, Any]


class Finder:
    """Looks for words, and remembers for one request which rows of a table hold which: the palette asks five lists."""

    def __init__(self) -> None:
        self.known: dict[tuple[type[Model], tuple[str, ...], str], Keys] = {}

    def holding(self, rows: QuerySet[Any], fields: Iterable[str], words: Iterable[str]) -> QuerySet[Any]:
        """Those rows in which each of the words stands in at least one of the fields, each row once."""
        tables = by_table(fields)
        for word in words:
            rows = rows.filter(self.anywhere(rows.model, tables, word))
        return rows

    def anywhere(self, model: type[Model], tables: Mapping[str, list[str]], word: str) -> Q:
        """The word in the rows themselves, or in a row that they lead to."""
        condition = Q(pk__in=[])
        for path, names in tables.items():
            column, keys = self.led_back(model, path.split(LOOKUP_SEP) if path else [], names, word)
            if keys != []:
                condition |= Q(**{f"{column}__in": keys})
        return condition

    def led_back(self, model: type[Model], path: list[str], names: list[str], word: str) -> tuple[str, Keys]:
        """The column of the model, and its values, by which a word at the end of a path is found."""
        if not path:
            return "pk", self.keys_of(model, names, word)
        first, *rest = path
        related = related_model(model, first)
        column, keys = self.led_back(related, rest, names, word)
        if keys != [] and column != "pk":
            keys = few(related._default_manager.filter(**{f"{column}__in": keys}))
        if keys == [] or model._meta.get_field(first).concrete:
            return first, keys
        # What leads here from the other side has no column of ours.
        return "pk", few(model._default_manager.filter(**{f"{first}__in": keys}))

    def keys_of(self, model: type[Model], names: list[str], word: str) -> Keys:
        """The rows of one table that hold a word in any of these columns."""
        key = (model, tuple(names), word)
        if key not in self.known:
            condition = Q()
            for name in names:
                condition |= in_column(model, name, word)
            self.known[key] = few(model._default_manager.filter(condition)) if condition else []
        return self.known[key]


def finder_of(request: HttpRequest) -> Finder:
    """The one finder of a request."""
    finder: Finder = request.__dict__.setdefault("_office_finder", Finder())
    return finder


def by_table(fields: Iterable[str]) -> dict[str, list[str]]:
    """`tenant__name`, `tenant__email` as `tenant`: `name`, `email`; the row's own stand under the empty path."""
    tables: dict[str, list[str]] = defaultdict(list)
    for field in fields:
        path, _sep, name = field.rpartition(LOOKUP_SEP)
        tables[path].append(name)
    return tables


def related_model(model: type[Model], name: str) -> type[Model]:
    """The model that a relation leads to."""
    related: Any = model._meta.get_field(name).related_model
    return related


def few(found: QuerySet[Any]) -> Keys:
    """The keys of what is found, as long as they are few."""
    found = found.order_by().values_list("pk", flat=True)
    keys = list(found[: MOST_KEYS + 1])
    return keys if len(keys) <= MOST_KEYS else found


def in_column(model: type[Model], name: str, word: str) -> Q:
    """The word in one column: `=name` is only found whole, a number by how it begins, everything else by any part."""
    if name.startswith("="):
        return Q(**{f"{name[1:]}__in": whole(word)})
    if isinstance(model._meta.get_field(name), UUIDField):
        return numbered(name, word)
    return Q(**{f"{name}__icontains": word})


def whole(word: str) -> tuple[str, str]:
    """What a word may be the whole of: an identifier, or the number of the booking that money names as its subject."""
    return word, f"booking:{word.lower()}"


def numbered(name: str, word: str) -> Q:
    """A public number, whole or from its beginning; nothing for what cannot begin one."""
    digits = word.replace("-", "")
    if not BEGINS_A_NUMBER.fullmatch(word) or len(digits) > DIGITS:
        return Q()
    first, last = UUID(digits.ljust(DIGITS, "0")), UUID(digits.ljust(DIGITS, "f"))
    return Q(**{f"{name}__range": (first, last)})


def words_of(term: str) -> list[str]:
    """The words of what was typed; what stands between quotation marks is one."""
    return [unescape_string_literal(word) if is_quoted(word) else word for word in smart_split(term)]


def is_quoted(word: str) -> bool:
    """True for a word between two quotation marks."""
    return len(word) > 1 and word[0] in "\"'" and word[0] == word[-1]
