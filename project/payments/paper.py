"""Puts receipts on paper: an HTML template turned into a PDF. Slow (a second), so only workers do it."""

from pathlib import Path
from typing import Any
from urllib.request import url2pathname

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import get_language

from project.kernel.formats import amount_in_words
from project.payments.models import Receipt

ADDRESS_NOT_ALLOWED = "A receipt may only read our own fonts, not %s"


def draw_receipt_pdf(receipt: Receipt) -> bytes:
    """Draw a receipt as PDF bytes in the language that is active."""
    return draw_pdf(render_to_string("pdf/receipt.html", receipt_context(receipt)))


def receipt_context(receipt: Receipt) -> dict[str, Any]:
    """Give the template everything it shows."""
    payment = receipt.payment
    return {
        "receipt": receipt,
        "payment": payment,
        "recipient": receipt.recipient,
        "lines": receipt.lines,
        "total": payment.amount,
        "in_words": amount_in_words(payment.amount),
        "language": get_language() or "en",
    }


def draw_pdf(html: str) -> bytes:
    """Draw HTML as a tagged PDF; it can reach nothing but our own fonts."""
    # WeasyPrint takes a second to load; web processes never need it.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    class OnlyOurFonts(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not is_our_font(url):
                raise ValueError(ADDRESS_NOT_ALLOWED % url)
            return super().fetch(url, headers)

    fetcher = OnlyOurFonts(allowed_protocols=("file",), allow_redirects=False)
    document = HTML(string=html, base_url=fonts_folder().as_uri() + "/", url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def is_our_font(url: str) -> bool:
    """Say whether an address names a file in our fonts folder, and nothing above or beside it."""
    if not url.startswith("file://"):
        return False
    path = Path(url2pathname(url.removeprefix("file://").split("?")[0].split("#")[0]))
    return path.resolve().parent == fonts_folder() and path.suffix == ".woff2"


def fonts_folder() -> Path:
    """Find the folder of the fonts that pages and papers share."""
    found = finders.find("nivas/fonts/inter.woff2")
    if found is None:
        raise FileNotFoundError("nivas/fonts/inter.woff2 is not among the static files")
    return Path(found).resolve().parent
