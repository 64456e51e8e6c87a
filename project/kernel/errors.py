"""How the house says no: a Refusal is expected and polite, a GatewayError is retried, the rest is a bug."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """What a user asked for cannot be done; nothing was changed.

    A subclass is a noun for what is so (`FullyBooked`) and stands in the `operations` that raises it.
    `data` fills the named placeholders of the translated message.
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[str | Promise] = _("That cannot be done.")
    status: ClassVar[int] = 409

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message) % self.data if self.data else str(self.message)


class GatewayError(Exception):
    """Somebody outside (Stripe, mail) did not answer as hoped; the job asks again later."""
