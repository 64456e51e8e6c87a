"""One origin, one port: pages through Django's WSGI handler in a fixed pool of threads, sockets through Channels.

Django's own ASGI handler starts a thread for each request and is 4 to 12 times slower
(docs/architecture.md has the measurement), so http goes through a2wsgi.
"""

from a2wsgi import WSGIMiddleware

from project.environment import environment
from project.kernel.web.lifespan import with_lifespan
from project.wsgi import application as pages

# These need Django to be set up, which the pages have done.
from project.live import health  # isort: skip
from project.live.hub import hub  # isort: skip
from project.live.socket import PATH, sockets  # isort: skip

health.register()
application = with_lifespan(
    # A response is an iterable of bytes; Django's stubs do not say so.
    WSGIMiddleware(pages, workers=environment.web_threads),  # type: ignore[arg-type]
    sockets=sockets,
    socket_path=PATH,
    companion=hub,
)
