"""A person's own payments, and what they pay with."""

from django.urls import path

from portal.payments import views

METHODS = "account/payment-methods/"

urlpatterns = [
    path("bills/", views.bills, name="bills"),
    path("bills/payments.csv", views.bills_table, name="bills_table"),
    path(METHODS, views.payment_methods, name="payment_methods"),
    path(f"{METHODS}add/", views.add_method, name="add_payment_method"),
    path(f"{METHODS}<uuid:public_id>/return/", views.come_back, name="payment_method_return"),
    path(f"{METHODS}<uuid:public_id>/first/", views.use_first, name="use_payment_method_first"),
    path(f"{METHODS}<uuid:public_id>/remove/", views.remove_method, name="remove_payment_method"),
]
