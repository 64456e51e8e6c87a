"""How amounts and counts look to people in India: ₹12,34,567, paise only when not zero, and in words."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from num2words import num2words

from project.kernel.money import Money

WHOLE_RUPEES = "¤#,##,##0"
WITH_PAISE = "¤#,##,##0.00"


def format_money(amount: Money) -> str:
    """`₹12,34,567` or `₹8,500.50`; a minus sign stands before the ₹."""
    pattern = WITH_PAISE if amount.paise % 100 else WHOLE_RUPEES
    rupees = Decimal(abs(amount.paise)) / 100
    text = format_currency(rupees, amount.currency, format=pattern, locale="en_IN", currency_digits=False)
    return f"−{text}" if amount.paise < 0 else text


def format_count(number: int) -> str:
    """`12,34,567`: how many there are of something."""
    return format_decimal(number, locale="en_IN")


def amount_in_words(amount: Money) -> str:
    """`Rupees eight thousand, five hundred and fifty paise only`, as an Indian receipt says it."""
    rupees, paise = amount.split()
    words = num2words(rupees, lang="en_IN").replace("-", " ")
    tail = f" and {num2words(paise, lang='en_IN').replace('-', ' ')} paise" if paise else ""
    return f"Rupees {words}{tail} only"
