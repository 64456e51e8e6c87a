"""The addresses of Nivas. Everything is private unless its view says otherwise."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

handler400 = "project.kernel.web.errors.bad_request"
handler403 = "project.kernel.web.errors.permission_denied"
handler404 = "project.kernel.web.errors.page_not_found"
handler429 = "project.kernel.web.errors.too_many_requests"  # allauth asks for this one
handler500 = "project.kernel.web.errors.server_error"

urlpatterns = [
    path("", include("portal.identity.closed_urls")),
    path("", include("portal.catalog.urls")),
    path("", include("portal.booking.urls")),
    path("", include("portal.payments.own_urls")),
    path("", include("portal.notifications.urls")),
    path("messages/", include("portal.chat.urls")),
    path("account/", include("portal.identity.urls")),
    path("webhooks/", include("portal.payments.urls")),
    path("styleguide/", include("portal.styleguide.urls")),
    path("office/kitchen/", include("backoffice.kitchen.urls")),
    path("office/messages/", include("backoffice.inbox.urls")),
    path("office/moderation/", include("backoffice.inbox.moderation_urls")),
    path("office/", admin.site.urls),
    path("cms/", include("backoffice.cms.urls")),
    path("", include("project.kernel.web.urls")),
    path("", include("portal.content.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]
