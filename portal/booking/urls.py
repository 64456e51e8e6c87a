"""Holding, paying for and looking after a booking."""

from django.urls import path

from portal.booking import views, waiting

urlpatterns = [
    path("rooms/<slug:slug>/hold/", views.hold, name="hold"),
    path("rooms/<slug:slug>/wait/", waiting.join, name="waitlist_join"),
    path("waitlist/<uuid:public_id>/", waiting.place, name="waitlist_place"),
    path("waitlist/<uuid:public_id>/status/", waiting.place_status, name="waitlist_status"),
    path("waitlist/<uuid:public_id>/leave/", waiting.leave, name="waitlist_leave"),
    path("bookings/", views.bookings, name="bookings"),
    path("bookings/<uuid:public_id>/", views.booking, name="booking"),
    path("bookings/<uuid:public_id>/status/", views.status, name="booking_status"),
    path("bookings/<uuid:public_id>/pay/", views.pay, name="booking_pay"),
    path("bookings/<uuid:public_id>/return/", views.come_back, name="booking_return"),
    path("bookings/<uuid:public_id>/cancel/", views.cancel, name="booking_cancel"),
    path("stay/", views.stay, name="stay"),
    path("bills/<uuid:public_id>.pdf", views.receipt, name="receipt"),
]
