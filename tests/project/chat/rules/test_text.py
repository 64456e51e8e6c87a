"""What people write, made safe to show."""

import pytest

from project.chat.rules import Part, clean_text, is_only_emoji, parts_of


class TestCleanText:
    @pytest.mark.parametrize(
        ("raw", "shown"),
        [
            ("  hello \r\n there ", "hello \n there"),
            ("a\u202egnp.exe\u202c", "agnp.exe"),
            ("bell\x07 nul\x00 escape\x1b[31m", "bell nul escape[31m"),
            ("one\n\n\n \n\ntwo", "one\n\ntwo"),
            ("\u2066isolated\u2069 \ufeff", "isolated"),
            ("\u200b\u200b", ""),
            ("e\u0301", "é"),
            ("\ud800x", "x"),
        ],
    )
    def test_leaves_out_what_cannot_be_seen(self, raw, shown):
        assert clean_text(raw) == shown

    @pytest.mark.parametrize("words", ["क्षमा कीजिए", "ನಮಸ್ಕಾರ, ಹೇಗಿದ್ದೀರಿ?", "श्रीमान्‌जी", "👨‍👩‍👧", "<b>&amp;"])
    def test_keeps_every_script_and_what_looks_like_html(self, words):
        assert clean_text(words) == words

    def test_takes_towers_of_marks_down(self):
        assert len(clean_text("z" + "\u0335" * 100)) == 7


class TestIsOnlyEmoji:
    @pytest.mark.parametrize("text", ["🙏", "👍🏽", "👨‍👩‍👧‍👦 🎉", "🇮🇳", "❤️", "1️⃣", "😀😀😀😀😀😀"])
    def test_sees_up_to_six(self, text):
        assert is_only_emoji(text)

    @pytest.mark.parametrize("text", ["", "ok 👍", "12", "#", "😀" * 7, "नमस्ते", "…"])
    def test_sees_words(self, text):
        assert not is_only_emoji(text)


class TestPartsOf:
    def test_finds_addresses_and_leaves_the_full_stop(self):
        assert parts_of("See https://nivas.example/rooms/?q=a, or ask.") == [
            Part("See "),
            Part("https://nivas.example/rooms/?q=a", url="https://nivas.example/rooms/?q=a"),
            Part(", or ask."),
        ]

    def test_leaves_a_closing_bracket_outside(self):
        assert [part.url for part in parts_of("(http://a.example/b)")] == ["", "http://a.example/b", ""]

    @pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "www.example.com", "xhttps://a"])
    def test_makes_no_link_of_anything_else(self, text):
        assert parts_of(text) == [Part(text)]

    def test_lets_no_quote_into_an_address(self):
        assert parts_of('https://a.example/"onclick=x')[0].url == "https://a.example/"
