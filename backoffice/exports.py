"""Take a list along: exactly the rows that are filtered, in columns people read, safe to open in a spreadsheet."""

import csv
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from project.kernel import clock
from project.kernel.clock import HOUSE_ZONE

logger = logging.getLogger(__name__)

# A spreadsheet takes a cell that begins so for a formula, and a formula can send what it reads elsewhere.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: its title and how a row fills it."""

    title: str | Promise
    read: Callable[[Any], Any]


def text(title: str | Promise, path: str) -> Column:
    """What stands at the end of a path of attributes, such as `tenant.name`, in words."""
    return Column(title, lambda row: said(follow(row, path)))


def choice(title: str | Promise, path: str) -> Column:
    """The words of a choice, such as `state` or `membership.role`."""
    before, _dot, name = path.rpartition(".")
    return Column(title, lambda row: str(getattr(follow(row, before) if before else row, f"get_{name}_display")()))


def rupees(title: str | Promise, path: str) -> Column:
    """Paise as a number of rupees, to be summed."""
    return Column(title, lambda row: in_rupees(follow(row, path)))


def phone(title: str | Promise, path: str) -> Column:
    """A phone number, without the plus sign that would make it a formula."""
    return Column(title, lambda row: spaced(follow(row, path)))


def moment(title: str | Promise, path: str, house: str = "") -> Column:
    """A moment on the wall clock of the property at the end of `house`, of the house's zone without one."""
    return Column(title, lambda row: on_the_wall(follow(row, path), follow(row, house) if house else None))


def follow(row: Any, path: str) -> Any:
    """The value at the end of a path; None as soon as something on the way is missing."""
    for name in path.split("."):
        row = getattr(row, name, None)
    return row


def said(value: Any) -> Any:
    """A value as people say it; numbers and dates stay what they are."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return value if value is None or isinstance(value, int | Decimal | date) else str(value)


def in_rupees(paise: int | None) -> Decimal | None:
    """1700050 as 17000.50."""
    return None if paise is None else (Decimal(paise) / 100).quantize(Decimal("0.01"))


def spaced(number: Any) -> str:
    """`91 98450 12345`."""
    return number.as_international.lstrip("+") if number else ""


def on_the_wall(at: datetime | None, house: Any) -> datetime | None:
    """A moment as the clock on the wall shows it; spreadsheets know no zones."""
    zone = ZoneInfo(house.time_zone if house is not None else HOUSE_ZONE)
    return at.astimezone(zone).replace(tzinfo=None, microsecond=0) if at else None


def safe(value: Any) -> Any:
    """Text that cannot be taken for a formula; everything else as it is, and nothing for what is missing."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


class Exporting(ExportMixin):
    """A list that can be taken along as CSV or XLSX; `sheet` says in which columns."""

    import_export_change_list_template = "backoffice/list.html"
    sheet: ClassVar[tuple[Column, ...]] = ()
    # What the sheet reads beyond what the list shows.
    sheet_related: ClassVar[tuple[str, ...]] = ()

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Whoever sees the list may take it along, where it has a sheet."""
        return bool(self.sheet) and self.has_view_permission(request)

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of the list as filtered, searched and sorted."""
        return super().get_export_queryset(request).select_related(*self.sheet_related)

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Say how many rows in which columns; hand over the file when a kind is chosen."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        rows = self.get_export_queryset(request)
        kind = request.POST.get("kind", "") if request.method == "POST" else ""
        return self.hand_over(request, rows, kind) if kind in KINDS else self.offer_kinds(request, rows)

    def offer_kinds(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        """The page before the download."""
        meta = self.model._meta
        context = {
            **self.admin_site.each_context(request),
            "title": _("Export"),
            "opts": meta,
            "number": rows.count(),
            "columns": [column.title for column in self.sheet],
            "query": request.GET.urlencode(),
        }
        return render(request, "backoffice/export.html", context)

    def hand_over(self, request: HttpRequest, rows: QuerySet[Any], kind: str) -> HttpResponse:
        """The file of these rows."""
        name = f"{self.model._meta.model_name}-{clock.today():%Y-%m-%d}"
        table = [[str(column.title) for column in self.sheet]]
        table += [[safe(column.read(row)) for column in self.sheet] for row in rows.iterator(chunk_size=CHUNK)]
        return handed_over(request, name, table, kind)


def handed_over(request: HttpRequest, name: str, table: list[list[Any]], kind: str) -> HttpResponse:
    """The file, and a line in the log: data that leaves the house is remembered."""
    logger.info("Exported %s.%s", name, kind, extra={"fields": {"user": request.user.pk, "rows": len(table) - 1}})
    content_type, write = KINDS[kind]
    response = HttpResponse(write(table), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def write_csv(table: list[list[Any]]) -> bytes:
    """With the mark that makes Excel read it as UTF-8."""
    written = StringIO(newline="")
    csv.writer(written).writerows(table)
    return written.getvalue().encode("utf-8-sig")


def write_xlsx(table: list[list[Any]]) -> bytes:
    """A sheet whose headings stay in sight and whose columns are as wide as their headings ask."""
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.freeze_panes = "A2"
    for place, title in enumerate(table[0], start=1):
        page.column_dimensions[get_column_letter(place)].width = max(12, len(title) + 4)
    for row in table:
        page.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


KINDS: dict[str, tuple[str, Callable[[list[list[Any]]], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
    "csv": ("text/csv; charset=utf-8", write_csv),
}
