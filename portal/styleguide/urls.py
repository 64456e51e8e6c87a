"""Where the living style guide stands."""

from django.urls import path

from portal.styleguide import views

app_name = "styleguide"
urlpatterns = [
    path("", views.styleguide, name="styleguide"),
    path("places/", views.suggest_places, name="places"),
]
