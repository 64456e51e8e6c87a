"""Help and notices, which Wagtail serves itself, and the pictures of all pages."""

from django.urls import path, re_path

from portal.content import views

urlpatterns = [
    path("help/", views.page, {"path": "help/"}, name="help"),
    path("notices/", views.page, {"path": "notices/"}, name="notices"),
    re_path(r"^((?:help|notices)/(?:[\w\-]+/)*)$", views.page, name="wagtail_serve"),
    path("media/images/<str:name>", views.picture, name="picture"),
]
