"""The back office's own ways in, closed off. `project.urls` includes this before the site itself."""

from django.urls import path

from portal.identity import views

urlpatterns = [
    path("office/login/", views.sign_in_instead),
    path("office/password_change/", views.change_password_instead),
    path("office/password_change/done/", views.change_password_instead),
]
