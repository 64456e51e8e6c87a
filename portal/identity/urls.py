"""Everything under `/account/`: our pages, then allauth's."""

from django.urls import include, path

from portal.identity import views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("portrait/<uuid:public_id>/", views.portrait, name="portrait"),
    path("preferences/", views.preferences, name="preferences"),
    path("resume/", views.resume, name="resume"),
    path("", include("allauth.urls")),
]
