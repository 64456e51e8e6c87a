"""Webhooks as they came, with what became of them; administrators only."""

import json

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges
from backoffice.actions import DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin
from backoffice.filters import ChoiceFilter, ContainsFilter
from backoffice.money_filters import WebhookNeeds
from backoffice.roles import ADMINISTRATORS
from project.identity.access import SignedInRequest
from project.payments import operations
from project.payments.models import InboxEvent, InboxState


@admin.register(InboxEvent)
class InboxEventAdmin(OfficeAdmin):
    """The inbox. What failed can be tried again: a webhook is only a nudge to look at the payment provider."""

    when_empty = _("What the payment provider tells us comes in here.")
    list_display = ("type", "event_id", "shown_state", "tries", "came", "last_error")
    list_filter = (
        WebhookNeeds,
        ("state", ChoiceFilter),
        ("type", ContainsFilter),
        ranges.moments("received_at", _("received at")),
    )
    search_fields = ("=event_id", "type")
    search_help_text = _("Event number or type")
    ordering = ("-id",)
    fields = (
        ("type", "event_id"),
        ("shown_state", "came"),
        ("tries", "shown_next_try"),
        ("last_error", "api_version"),
        ("shown_body",),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    actions_detail = ("try_again",)
    seen_by = acted_by = ADMINISTRATORS
    shown_state = columns.state()
    came = columns.moment("received_at", _("received at"))
    shown_next_try = columns.moment("next_try_at", _("next try at"))
    sheet = (
        exports.text(_("Type"), "type"),
        exports.text(_("Event number"), "event_id"),
        exports.choice(_("State"), "state"),
        exports.text(_("Tries"), "tries"),
        exports.moment(_("Received at"), "received_at"),
        exports.text(_("Last error"), "last_error"),
    )

    @admin.display(description=_("what it says"))
    def shown_body(self, event: InboxEvent) -> str:
        """As it came."""
        return format_html('<pre class="office-letter">{}</pre>', json.dumps(event.body, indent=2, ensure_ascii=False))

    @act(
        _("Try again"),
        title=_("Work on this webhook again?"),
        description=_("What it speaks of is read again at the payment provider. Doing it twice changes nothing."),
        icon="rotate-cw",
        when=lambda event: event.state in {InboxState.FAILED, InboxState.NEW},
    )
    def try_again(self, request: SignedInRequest, event: InboxEvent, form: DialogForm) -> Words:
        """Have the job do it now."""
        operations.hurry_webhook(event=event)
        return _now("It is tried within seconds. Look at this page again in a moment.")
