import pytest

from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.operations import NotAnAmount, credit, debit


class TestDebit:
    def test_is_above_zero(self) -> None:
        assert debit(AccountKind.CASH, Money(100)).content == ("cash", "INR", None, None, 100)

    @pytest.mark.parametrize("paise", [0, -1])
    def test_refuses_nothing_and_less(self, paise: int) -> None:
        with pytest.raises(NotAnAmount):
            debit(AccountKind.CASH, Money(paise))


class TestCredit:
    def test_is_below_zero(self) -> None:
        assert credit(AccountKind.CASH, Money(100, "USD")).content == ("cash", "USD", None, None, -100)

    @pytest.mark.parametrize("paise", [0, -1])
    def test_refuses_nothing_and_less(self, paise: int) -> None:
        with pytest.raises(NotAnAmount):
            credit(AccountKind.CASH, Money(paise))
