"""What a page may say."""

import json

import pytest

from project.live.wishes import NotAWish, Wish, read_wish


class TestReadWish:
    def test_understands_topics_and_a_position(self):
        assert read_wish('{"watch": ["a", "b", "a"], "after": 7}') == Wish(frozenset({"a", "b"}), 7)

    def test_understands_who_knows_nothing(self):
        assert read_wish('{"watch": []}') == Wish(frozenset(), None)

    @pytest.mark.parametrize(
        "words",
        [
            None,
            "",
            "{",
            "7",
            "[]",
            "{}",
            '{"watch": "me"}',
            '{"watch": [1]}',
            '{"watch": [""]}',
            '{"watch": [], "after": "7"}',
            '{"watch": [], "after": true}',
            json.dumps({"watch": ["x" * 61]}),
            json.dumps({"watch": ["x"] * 61}),
            "[" * 100_000,
        ],
    )
    def test_understands_nothing_else(self, words):
        with pytest.raises(NotAWish):
            read_wish(words)
