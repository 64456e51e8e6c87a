import pytest

from project.payments.stripesim.money import amount_text


class TestAmountText:
    @pytest.mark.parametrize(
        ("paise", "text"),
        [
            (50, "₹0.50"),
            (100, "₹1"),
            (99_900, "₹999"),
            (100_000, "₹1,000"),
            (1_234_567, "₹12,345.67"),
            (12_345_600, "₹1,23,456"),
            (123_456_705, "₹12,34,567.05"),
            (1_000_000_000_00, "₹1,00,00,00,000"),
        ],
    )
    def test_groups_rupees_the_indian_way(self, paise: int, text: str) -> None:
        assert amount_text(paise, "inr") == text

    def test_names_any_other_currency(self) -> None:
        assert amount_text(123_456_700, "usd") == "USD 1,234,567"
