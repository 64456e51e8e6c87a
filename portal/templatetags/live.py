"""`{% load live %}`: parts of a page that are fetched again when something they show has moved."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from project.identity.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def live_part(context: Context, id: str, *topics: str, every: int = 0) -> SafeString:
    """The attributes of a part that is taken anew from this very page, at most once in `every` seconds.

    The topic `me` is whoever reads the page.
    """
    request = context["request"]
    return format_html(
        'id="{id}" data-live="{topics}" data-live-every="{every}" hx-get="{url}" hx-select="#{id}" hx-target="this"'
        ' hx-swap="outerHTML" hx-trigger="live" hx-headers=\'{{"x-live": "1"}}\' hx-push-url="false"',
        id=id,
        topics=" ".join(named(topic, request.user) for topic in topics),
        every=every,
        url=request.get_full_path(),
    )


def named(topic: str, reader: Any) -> str:
    """A topic by its whole name; a guest has none of their own."""
    if topic != "me":
        return topic
    return f"me.{reader.public_id}" if isinstance(reader, User) else ""
