"""Finding a room: everybody's pages."""

from django.urls import path

from portal.catalog import views

urlpatterns = [
    path("", views.home, name="home"),
    path("rooms/", views.search, name="room_search"),
    path("rooms/<slug:slug>/", views.house, name="property"),
    path("places/", views.places, name="places"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
