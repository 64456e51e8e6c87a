"""Addresses that take no mail."""

from django.contrib import admin
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports
from backoffice.actions import DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin
from backoffice.roles import ADMINISTRATORS
from project.identity.access import SignedInRequest
from project.notifications import operations
from project.notifications.models import Suppression


@admin.register(Suppression)
class SuppressionAdmin(OfficeAdmin):
    """Where nothing is sent any more, why, and until when."""

    when_empty = _("An address whose server says that it does not exist stands here, and nothing more is sent to it.")
    list_display = ("address", "reason", "came_back_at", "was_lifted_at")
    search_fields = ("address",)
    search_help_text = _("E-mail")
    fields = readonly_fields = ("address", "reason", "came_back_at", "was_lifted_at")
    ordering = ("-id",)
    actions_detail = ("lift",)
    seen_by = acted_by = ADMINISTRATORS
    came_back_at = columns.moment("created_at", _("came back at"))
    was_lifted_at = columns.moment("lifted_at", _("lifted at"))
    sheet = (
        exports.text(_("Address"), "address"),
        exports.text(_("Reason"), "reason"),
        exports.moment(_("Came back at"), "created_at"),
        exports.moment(_("Lifted at"), "lifted_at"),
    )

    @act(
        _("Send there again"),
        title=_("Send mails to this address again?"),
        description=_(
            "What was held back stays unsent. If the next mail comes back too, the address returns to this list."
        ),
        submit=_("Send again"),
        icon="mail-check",
        when=lambda suppression: suppression.lifted_at is None,
    )
    def lift(self, request: SignedInRequest, suppression: Suppression, form: DialogForm) -> Words:
        """Try it again."""
        operations.lift_suppression(address=suppression.address)
        return _now("Mails go there again.")
