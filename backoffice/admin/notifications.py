"""What we told people."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges, story
from backoffice.actions import DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin
from backoffice.filters import ChoiceFilter, MailKindFilter, MailNeeds
from backoffice.mails import kind_words
from backoffice.roles import ADMINISTRATORS
from project.notifications import operations
from project.notifications.channels import Channel
from project.notifications.models import Delivery, DeliveryState


@admin.register(Delivery)
class DeliveryAdmin(OfficeAdmin):
    """Messages by each channel, sent or not, with the reason."""

    when_empty = _("Each message that leaves the house stands here with what became of it.")
    list_display = ("about", "person", "channel", "shown_state", "tries", "made_at", "last_error")
    list_select_related = ("to",)
    list_filter = (
        MailNeeds,
        ("channel", ChoiceFilter),
        ("state", ChoiceFilter),
        MailKindFilter,
        ranges.moments("created_at", _("made at")),
    )
    search_fields = ("kind", "to__name", "to__email", "to__phone", "address")
    search_help_text = _("Kind, name, e-mail or phone")
    ordering = ("-id",)
    fields = (
        ("person_link", "sent_to"),
        ("about", "channel"),
        ("shown_state", "tries"),
        ("shown_next_try", "was_sent_at"),
        ("last_error", "made_at"),
        ("letter",),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    actions_detail = ("send_again",)
    seen_by = acted_by = ADMINISTRATORS
    shown_state = columns.state()
    made_at = columns.moment("created_at", _("made at"))
    was_sent_at = columns.moment("sent_at", _("sent at"))
    shown_next_try = columns.moment("next_try_at", _("next try at"))
    person_link = columns.link(_("person"), lambda delivery: delivery.to)
    sheet = (
        exports.Column(_("About"), lambda delivery: kind_words(delivery.kind)),
        exports.text(_("Kind"), "kind"),
        exports.text(_("Person"), "to.name"),
        exports.text(_("Sent to"), "goes_to"),
        exports.choice(_("Channel"), "channel"),
        exports.choice(_("State"), "state"),
        exports.text(_("Tries"), "tries"),
        exports.moment(_("Made at"), "created_at"),
        exports.moment(_("Sent at"), "sent_at"),
        exports.text(_("Last error"), "last_error"),
    )

    def name_of(self, record: Delivery) -> str:
        """`Booking confirmed · Asha Rao`."""
        return f"{kind_words(record.kind)} · {record.to}"

    @admin.display(description=_("about"), ordering="kind")
    def about(self, delivery: Delivery) -> str:
        """What it tells."""
        return kind_words(delivery.kind)

    @admin.display(description=_("person"), ordering="to__name")
    def person(self, delivery: Delivery) -> str:
        """To whom."""
        return str(delivery.to)

    @admin.display(description=_("sent to"))
    def sent_to(self, delivery: Delivery) -> str:
        """Where it goes."""
        places = {Channel.PUSH: _now("Every device of theirs"), Channel.SMS: str(delivery.to.phone)}
        return places.get(Channel(delivery.channel), delivery.goes_to) or columns.NOTHING

    @admin.display(description=_("what it says"))
    def letter(self, delivery: Delivery) -> str:
        """Subject and text, or the short text, as the person reads them."""
        if delivery.channel != Channel.EMAIL:
            return story.short_of(delivery) or columns.NOTHING
        letter = story.letter_of(delivery)
        if letter is None:
            return columns.NOTHING
        return format_html('<strong>{}</strong><pre class="office-letter">{}</pre>', letter.subject, letter.text)

    @act(
        _("Send again"),
        title=_("Send this message again?"),
        description=_("A worker tries at once, and as often as the first time."),
        submit=_("Send it"),
        icon="send",
        when=lambda delivery: delivery.state in (DeliveryState.FAILED, DeliveryState.SUPPRESSED),
    )
    def send_again(self, request: HttpRequest, delivery: Delivery, form: DialogForm) -> Words:
        """Owe it once more."""
        operations.send_again(delivery=delivery)
        return _now("The message is on its way again.")
