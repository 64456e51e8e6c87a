"""What stands around a list: which filters are on, each with a way to take it off, and where in it one is."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.http import HttpRequest
from django.utils.functional import Promise
from unfold.paginator import InfinitePaginator


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the address of the list without it."""

    label: str | Promise
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The rows that are shown, how many there are (None: nobody counted), and the addresses before and after."""

    first: int
    last: int
    total: int | None
    before: str
    after: str


class OfficeChangeList(ChangeList):
    """A list that finds the keys of a page in its order, and only then reads those rows with what they name.

    So that sorting carries a few bytes a row through the joins, not every column of every table that is shown.
    """

    def get_results(self, request: HttpRequest) -> None:
        """The rows of the page."""
        super().get_results(request)
        keys = list(self.result_list.values_list("pk", flat=True))
        found = self.apply_select_related(self.root_queryset).in_bulk(keys)
        # Gone in between is gone.
        self.result_list = [found[key] for key in keys if key in found]


def chips_of(changelist: ChangeList) -> list[Chip]:
    """Every filter that is on."""
    # Ours can all say in words what they ask for; Django's base does not know that.
    filters: list[Any] = list(changelist.filter_specs)
    said = [(spec, spec.said()) for spec in filters]
    return [Chip(spec.title, words, without(changelist, spec)) for spec, words in said if words]


def without(changelist: ChangeList, spec: Any) -> str:
    """The list with one filter taken off; a new list begins on its first page."""
    # By exact name: `remove` would also take off whatever begins alike.
    return changelist.get_query_string(dict.fromkeys([*spec.expected_parameters(), PAGE_VAR]))


def pages_of(changelist: ChangeList) -> Pages:
    """Where in the list the reader is."""
    shown, number, size = len(changelist.result_list), changelist.page_num, changelist.list_per_page
    is_endless = isinstance(changelist.paginator, InfinitePaginator)
    before = 0 if changelist.show_all else (number - 1) * size
    has_more = not changelist.show_all and (shown == size if is_endless else before + shown < changelist.result_count)
    return Pages(
        first=before + 1 if shown else 0,
        last=before + shown,
        total=None if is_endless else changelist.result_count,
        before=changelist.get_query_string({PAGE_VAR: number - 1}) if number > 1 else "",
        after=changelist.get_query_string({PAGE_VAR: number + 1}) if has_more else "",
    )
