"""`{% load nivas %}`: icons, money, dates and the elements that need more than an include."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import lucide
from babel.dates import format_date, format_datetime, format_skeleton
from django import template
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.design_tokens import read_colours
from portal.identity.devices import device_words
from project.environment import environment
from project.kernel.clock import HOUSE_ZONE
from project.kernel.formats import format_count, format_money
from project.kernel.money import Money

register = template.Library()

LOCALES = {"en": "en_IN", "hi": "hi_IN", "kn": "kn_IN"}
THEMES = ("light", "dark")
TONE_ICONS = {
    "leaf": "circle-check",
    "amber": "clock-alert",
    "brick": "triangle-alert",
    "joy": "party-popper",
}
TOASTS = {
    "success": "circle-check",
    "info": "info",
    "debug": "info",
    "warning": "triangle-alert",
    "error": "circle-alert",
}


def babel_locale() -> str:
    """Name the Babel locale of the language the reader has now."""
    return LOCALES.get((get_language() or "en").split("-")[0], "en_IN")


def local_moment(moment: datetime, zone: str = HOUSE_ZONE) -> datetime:
    """Show a moment on the wall clock of a zone."""
    return moment.astimezone(ZoneInfo(zone))


def current_year() -> int:
    """Tell the year by the process's clock plus the travelled seconds, so that a date never costs a query."""
    moment = timezone.now() + timedelta(seconds=environment.nivas_clock_offset)
    return local_moment(moment).year


@lru_cache(maxsize=512)
def draw_icon(name: str, classes: str, label: str) -> SafeString:
    """Draw one Lucide icon as inline SVG; silent to screen readers unless it has a label."""
    said = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    markup = lucide._render_icon(name, size=20, stroke_width="1.75", focusable="false", **{"class": classes}, **said)
    return mark_safe(markup)  # Lucide's own drawing; ElementTree escapes the label


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """`{% icon "bed-double" %}`, with `size="small"` or `"large"`; give a label only without words beside it."""
    return draw_icon(name, f"icon icon-{size}" if size else "icon", str(label))


# A page of results writes the same few rents and days many times, and Babel takes its time.
write_money = lru_cache(maxsize=4096)(format_money)
write_day = lru_cache(maxsize=4096)(format_date)


@register.filter
def how_many(number: int) -> str:
    """`{{ rows|how_many }}` gives 1,20,000. For counts only: ids and years have no groups."""
    return format_count(number)


@register.filter
def money(amount: Money | int | None) -> str:
    """`{{ rate.rent_paise|money }}` gives ₹8,500; takes whole paise or a Money."""
    if amount is None:
        return ""
    return write_money(amount if isinstance(amount, Money) else Money(int(amount)))


@register.filter
def short_date(day: date | datetime | None, year: int | None = None) -> str:
    """`Tue 1 Dec`, with the year when it is not this one (or not `year`)."""
    if not day:
        return ""
    if isinstance(day, datetime):
        day = local_moment(day).date()
    pattern = "EEE d MMM" if day.year == (year or current_year()) else "EEE d MMM y"
    return write_day(day, pattern, locale=babel_locale())


@register.filter
def day_words(day: date, now: datetime) -> str:
    """`Today`, `Yesterday`, else `Tue 1 Dec`; `now` on the reader's own clock."""
    ago = (now.date() - day).days
    return {0: _("Today"), 1: _("Yesterday")}.get(ago) or short_date(day)


@register.filter
def month_year(day: date | None) -> str:
    """`December 2026`."""
    return format_skeleton("yMMMM", day, locale=babel_locale()) if day else ""


@register.filter
def clock_time(moment: datetime | None, zone: str = HOUSE_ZONE) -> str:
    """`10:42 am`, where nobody can doubt the zone."""
    if not moment:
        return ""
    return format_datetime(moment, "h:mm a", tzinfo=ZoneInfo(zone), locale=babel_locale())


@register.filter
def local_time(moment: datetime | None, zone: str = HOUSE_ZONE) -> str:
    """`10:42 am IST`, in the property's own zone."""
    return f"{clock_time(moment, zone)} {local_moment(moment, zone).tzname()}" if moment else ""


@register.filter
def date_and_time(moment: datetime | None, zone: str = HOUSE_ZONE) -> str:
    """`Tue 1 Dec, 10:42 am IST`."""
    if not moment:
        return ""
    return f"{short_date(local_moment(moment, zone).date())}, {local_time(moment, zone)}"


@register.filter
def iso(moment: date | datetime | None) -> str:
    """For `<time datetime>` and data attributes that scripts read; moments in UTC."""
    if not moment:
        return ""
    return (moment.astimezone(UTC) if isinstance(moment, datetime) else moment).isoformat()


@register.filter
def device(user_agent: str) -> str:
    """`Chrome on Android`, out of what a browser calls itself."""
    return device_words(user_agent)


@register.filter
def tone_icon(tone: str) -> str:
    """Name the icon that always goes with a tone, so that colour is never alone."""
    return TONE_ICONS.get(tone, "")


@register.filter
def toast_icon(level: str) -> str:
    """Name the icon of a message level."""
    return TOASTS.get(level, "info")


@register.simple_tag
def token(name: str, theme: str = "light") -> str:
    """`{% token "peacock" %}` gives a theme's hex, where CSS variables cannot reach."""
    return getattr(read_colours()[name], theme)


@register.simple_tag
def token_variables() -> SafeString:
    """Write every colour as a plain light declaration, for the one `<style>` of a PDF."""
    declarations = (f"--{name}: {colour.light};" for name, colour in read_colours().items())
    return mark_safe(" ".join(declarations))  # hex values our own pattern matched


@register.simple_tag(takes_context=True)
def chosen_theme(context: template.Context) -> str:
    """`light` or `dark` when the reader has chosen, else nothing: the system decides."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ""
    user = getattr(request, "user", None)
    chosen = user.theme if user is not None and user.is_authenticated else request.COOKIES.get("theme")
    return chosen if chosen in THEMES else ""


@register.simple_tag
def language_names() -> list[tuple[str, str]]:
    """List each language we speak, named in itself."""
    own = {"en": "English", "hi": "हिन्दी", "kn": "ಕನ್ನಡ"}
    return [(code, own.get(code, str(name))) for code, name in settings.LANGUAGES]


def spell_attributes(attributes: dict[str, Any]) -> SafeString:
    """`hx_post="/x"` becomes ` hx-post="/x"`; True a bare attribute, None and False nothing."""
    return flatatt({name.strip("_").replace("_", "-"): value for name, value in attributes.items()})


@register.inclusion_tag("elements/button.html")
def button(label: str, **options: Any) -> dict[str, Any]:
    """`{% button _("Hold this bed") kind="primary" icon="key-round" hx_post="/x" %}`."""
    return button_context(label, options)


@register.inclusion_tag("elements/button.html")
def link_button(label: str, href: str, **options: Any) -> dict[str, Any]:
    """Draw the same look on a link."""
    return button_context(label, options) | {"href": href}


BUTTON_OPTIONS = ("kind", "icon", "icon_after", "size", "wide", "disabled", "type", "icon_only")


def button_context(label: str, options: dict[str, Any]) -> dict[str, Any]:
    """Part our own options from the HTML attributes."""
    own = {name: options.pop(name) for name in BUTTON_OPTIONS if name in options}
    return own | {"label": label, "attributes": spell_attributes(options)}


@register.inclusion_tag("elements/hold_ring.html")
def hold_ring(until: datetime, now: datetime, seconds: int = 600, **options: Any) -> dict[str, Any]:
    """Draw the marigold ring: what is left of `seconds` at `now`, counted down in the page from there."""
    left = max(0, int((until - now).total_seconds()))
    return {
        "until": until,
        "now": now,
        "seconds": seconds,
        "left": f"{left // 60}:{left % 60:02d}",
        "spent": round(100 - 100 * min(left, seconds) / seconds, 1),
        "state": "over" if left == 0 else "soon" if left <= 120 else "running",
        **options,
    }


@register.simple_block_tag
def dialog(content: str, id: str, title: str, **options: Any) -> str:
    """`{% dialog "cancel" title=_("Cancel?") %}…{% enddialog %}`, opened by `data-dialog-open="cancel"`."""
    return render_to_string("elements/dialog.html", {"id": id, "title": title, "content": content, **options})


@register.simple_block_tag
def card(content: str, **options: Any) -> str:
    """`{% card title=_("House rules") %}…{% endcard %}`."""
    return render_to_string("elements/card.html", {"content": content, **options})


@register.filter
def page_range(paginator: "Paginator[Any]", page: "Page[Any]") -> Iterator[int | str]:
    """List the page numbers worth a link around this page, with gaps."""
    return paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
