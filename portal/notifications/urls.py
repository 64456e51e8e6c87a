"""What people are told, and how they wish to be."""

from django.urls import path

from portal.notifications import offline, preferences, views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/bell/", views.bell, name="bell"),
    path("alerts/read/", views.read_all, name="read_all_alerts"),
    path("alerts/<uuid:public_id>/", views.open_alert, name="alert"),
    path("alerts/<uuid:public_id>/read/", views.read, name="read_alert"),
    path("account/notifications/", preferences.wishes, name="wishes"),
    path("account/notifications/devices/", preferences.add_device, name="add_device"),
    path("account/notifications/devices/<uuid:public_id>/forget/", preferences.forget_device, name="forget_device"),
    path("account/notifications/mailbox/", preferences.try_mailbox, name="try_mailbox"),
    path("offline/", offline.offline, name="offline"),
    path("sw.js", offline.service_worker, name="service_worker"),
]
