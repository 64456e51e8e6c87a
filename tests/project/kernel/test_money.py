"""Money is exact and never mixes currencies."""

import pytest

from project.kernel.formats import amount_in_words, format_count, format_money
from project.kernel.money import CurrencyMismatch, Money


class TestMoney:
    def test_adds_and_takes_away_paise(self) -> None:
        assert Money(850_050) + Money(50) - Money(100) == Money(850_000)

    def test_refuses_another_currency(self) -> None:
        with pytest.raises(CurrencyMismatch):
            Money(100) + Money(100, "USD")

    def test_refuses_to_compare_another_currency(self) -> None:
        with pytest.raises(CurrencyMismatch):
            assert Money(100) < Money(100, "USD")

    @pytest.mark.parametrize("paise", [1.0, "1", True])
    def test_refuses_what_is_not_whole_paise(self, paise: object) -> None:
        with pytest.raises(TypeError):
            Money(paise)  # type: ignore[arg-type]

    def test_compares_by_amount(self) -> None:
        assert Money(1) < Money(2) <= Money(2) > Money(1) >= Money(1)


class TestFormat:
    @pytest.mark.parametrize(
        ("paise", "text"),
        [
            (123_456_700, "₹12,34,567"),
            (850_000, "₹8,500"),
            (850_050, "₹8,500.50"),
            (5, "₹0.05"),
            (0, "₹0"),
            (-850_000, "−₹8,500"),
            (9_007_199_254_740_993_00, "₹9,00,71,99,25,47,40,993"),
        ],
    )
    def test_groups_the_indian_way(self, paise: int, text: str) -> None:
        assert format_money(Money(paise)) == text


class TestWords:
    @pytest.mark.parametrize(
        ("paise", "words"),
        [
            (1_700_000, "Rupees seventeen thousand only"),
            (
                123_456_750,
                "Rupees twelve lakh, thirty four thousand, five hundred and sixty seven and fifty paise only",
            ),
        ],
    )
    def test_says_lakh(self, paise: int, words: str) -> None:
        assert amount_in_words(Money(paise)) == words


class TestFormatCount:
    @pytest.mark.parametrize(("number", "text"), [(0, "0"), (952, "952"), (46_252, "46,252"), (1_234_567, "12,34,567")])
    def test_groups_as_india_does(self, number: int, text: str) -> None:
        assert format_count(number) == text
