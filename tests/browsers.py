"""A real Chromium for tests, and what every page must be: usable by everybody."""

import mimetypes
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

# What phones home would be a request that no test made.
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's own Chromium, for the length of a block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


def grave_faults(page: Page) -> list[str]:
    """What axe finds serious or critical, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]}"
        for item in found
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"][:3]
    ]


@contextmanager
def served(pages: Mapping[str, str]) -> Iterator[str]:
    """The address at which pages that were drawn before are given out, with the built assets as a browser may keep them."""

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            asset = Path(settings.STATIC_ROOT) / path.removeprefix(settings.STATIC_URL)
            if path in pages:
                self.answer(pages[path].encode(), "text/html; charset=utf-8", "no-store")
            elif path.startswith(settings.STATIC_URL) and asset.is_file():
                self.answer(asset.read_bytes(), mimetypes.guess_type(path)[0] or "", "max-age=3600, immutable")
            else:
                self.do_POST()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(204)
            self.end_headers()

        def answer(self, body: bytes, kind: str, keep: str) -> None:
            self.send_response(200)
            for name, value in {"Content-Type": kind, "Cache-Control": keep, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
