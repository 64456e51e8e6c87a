"""Where sockets come in: one address, only from our own pages."""

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path

from project.live.consumer import LiveConsumer

PATH = "/live/"

sockets = AllowedHostsOriginValidator(URLRouter([path(PATH.lstrip("/"), LiveConsumer.as_asgi())]))
