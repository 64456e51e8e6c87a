"""What stands on the wall of a kitchen."""

from django.urls import path

from backoffice.kitchen import views

urlpatterns = [path("", views.kitchen, name="kitchen")]
