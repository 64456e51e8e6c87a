"""A signed-in person's own language and time zone, a guest's cookie otherwise."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation


class Preferences(LocaleMiddleware):
    """Stands after authentication, because the row decides before cookie and browser do."""

    def process_request(self, request: HttpRequest) -> None:
        """Speak the person's language and show their time for this request."""
        if not request.user.is_authenticated:
            super().process_request(request)
            timezone.deactivate()
            return
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()
        timezone.activate(ZoneInfo(request.user.time_zone))
