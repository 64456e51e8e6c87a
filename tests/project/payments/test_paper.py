"""Receipts on paper: they reach nothing but our own fonts."""

import logging

import pytest

from project.payments.paper import draw_pdf, fonts_folder, is_our_font


class TestIsOurFont:
    def test_takes_a_font_of_ours(self) -> None:
        assert is_our_font((fonts_folder() / "inter.woff2").as_uri())

    @pytest.mark.parametrize(
        "address",
        [
            "file:///etc/passwd",
            "http://127.0.0.1/inter.woff2",
            "https://fonts.example/inter.woff2",
            "data:font/woff2;base64,AA==",
            "ftp://x/inter.woff2",
        ],
    )
    def test_takes_nothing_else(self, address: str) -> None:
        assert not is_our_font(address)

    def test_takes_nothing_beside_the_folder(self) -> None:
        assert not is_our_font(f"{fonts_folder().as_uri()}/../tokens.css")
        assert not is_our_font(f"{fonts_folder().as_uri()}/../fonts/../../x.woff2")


class TestDrawPdf:
    def test_refuses_what_a_line_tries_to_fetch(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING, logger="weasyprint"):
            pdf = draw_pdf('<html lang="en"><title>x</title><img src="file:///etc/hostname" alt="x"></html>')

        assert pdf.startswith(b"%PDF-")
        assert "only read our own fonts" in caplog.text
