"""Under /office/moderation/."""

from django.urls import path

from backoffice.inbox import moderation

urlpatterns = [
    path("", moderation.queue, name="moderation"),
    path("<uuid:public_id>/", moderation.flag, name="flag"),
    path("<uuid:public_id>/decide/", moderation.decide, name="flag_decide"),
]
