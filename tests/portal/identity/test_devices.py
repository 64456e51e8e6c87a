"""Devices by the names people give them."""

import pytest

from portal.identity.devices import device_words

MOZILLA = "Mozilla/5.0 "


class TestDeviceWords:
    @pytest.mark.parametrize(
        ("user_agent", "words"),
        [
            (
                "(X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            ("(Linux; Android 15; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
            ("(Linux; Android 15) SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36", "Samsung Internet on Android"),
            ("(Windows NT 10.0; Win64; x64) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0", "Edge on Windows"),
            ("(iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
            ("(Macintosh; Intel Mac OS X 15.6; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox on Mac"),
            ("(Windows NT 10.0)", "Windows"),
        ],
    )
    def test_names_browser_and_device(self, user_agent, words):
        assert device_words(MOZILLA + user_agent) == words

    def test_admits_what_it_cannot_tell(self):
        assert device_words("") == "A device we do not know"
