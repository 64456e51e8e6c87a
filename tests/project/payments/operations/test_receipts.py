"""Receipts: numbered in the transaction that books the money, drawn by a worker, kept for good."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytest_django import Settings

from project.events.models import Event
from project.kernel.money import Money
from project.kernel.transactions import TransactionRequired, transaction
from project.notifications.registry import make_attachment
from project.payments import operations, queries
from project.payments.models import Payment, Receipt, ReceiptSeries
from project.payments.operations.receipts import LinesDiffer
from tests.factories.identity import create_administrator, create_tenant
from tests.factories.payments import create_payment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]

RECIPIENT: dict[str, str] = {
    "name": "Asha Rao",
    "landlord": "Kaveri Homes",
    "property": "Jacaranda House",
    "unit": "204 · B",
    "address": "14, 5th Cross, Koramangala, Bengaluru 560034",
}


@pytest.fixture(autouse=True)
def _private_files(settings: Settings, tmp_path: Path) -> None:
    options = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": options}


def issue(payment: Payment, **changes: Any) -> Receipt:
    lines = [{"label": "Refundable deposit", "amount_paise": payment.amount_paise}]
    with transaction():
        return operations.issue_receipt(**{"payment": payment, "lines": lines, "recipient": RECIPIENT, **changes})


def text_of(receipt: Receipt) -> str:
    _name, content, _type = make_attachment("receipt", receipt.pk)
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


class TestIssueReceipt:
    def test_numbers_without_gaps(self) -> None:
        numbers = [issue(create_payment()).number for _ in range(3)]

        first = int(numbers[0][-6:])
        assert [int(number[-6:]) for number in numbers] == [first, first + 1, first + 2]
        assert ReceiptSeries.objects.get().last_number == first + 2

    def test_gives_one_receipt_however_often_it_is_called(self) -> None:
        payment = create_payment()

        assert {issue(payment).number for _ in range(3)} == {Receipt.objects.get().number}

    def test_leaves_no_gap_when_the_booking_fails(self) -> None:
        first = issue(create_payment())
        payment = create_payment()

        def issue_and_fail() -> None:
            with transaction():
                lines = [{"label": "x", "amount_paise": payment.amount_paise}]
                operations.issue_receipt(payment=payment, lines=lines, recipient={})
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            issue_and_fail()

        assert int(issue(payment).number[-6:]) == int(first.number[-6:]) + 1

    def test_refuses_lines_that_sum_up_to_something_else(self) -> None:
        with pytest.raises(LinesDiffer):
            issue(create_payment(), lines=[{"label": "Deposit", "amount_paise": 1}])

        assert (Receipt.objects.count(), ReceiptSeries.objects.count()) == (0, 0)

    def test_needs_its_callers_transaction(self) -> None:
        with pytest.raises(TransactionRequired):
            operations.issue_receipt(payment=create_payment(), lines=[], recipient={})


class TestDrawReceipts:
    def test_draws_what_the_receipt_says(self) -> None:
        receipt = issue(create_payment(amount=Money(12_34_567_50)))

        assert operations.draw_receipts() == 1

        text = text_of(Receipt.objects.get())
        assert "₹12,34,567.50" in text
        words = "Rupees twelve lakh, thirty four thousand, five hundred and sixty seven and fifty paise only"
        assert words in " ".join(text.split())
        for said in (receipt.number, "Asha Rao", "Kaveri Homes", "Jacaranda House", "UPI", "pi_cs_1"):
            assert said in text

    @pytest.mark.parametrize(
        ("language", "name"), [("hi", "आशा क्षीरसागर"), ("kn", "ಆಶಾ ಸ್ತ್ರೀ ರಾವ್")], ids=["hindi", "kannada"]
    )
    def test_has_a_glyph_for_every_letter(self, language: str, name: str) -> None:
        receipt = issue(create_payment(by=create_tenant(language=language)), recipient={**RECIPIENT, "name": name})

        _name, content, _type = make_attachment("receipt", receipt.pk)

        assert missing_glyphs(content) == []

    def test_draws_each_once(self) -> None:
        issue(create_payment())
        operations.draw_receipts()
        drawn = Receipt.objects.get().file

        assert operations.draw_receipts() == 0
        assert Receipt.objects.get().file == drawn

    def test_tells_the_pages_that_wait_for_it_once(self) -> None:
        payment = create_payment(subject="booking:1f4b0c2e-5d8f-4f6b-9f5e-2d1a7c3b8e90")
        receipt = issue(payment)
        as_the_mail_read_it = Receipt.objects.get()

        operations.draw_receipts()
        operations.draw_receipt(receipt=as_the_mail_read_it)

        (told,) = Event.objects.filter(type="receipt.drawn")
        assert told.key == f"payment:{payment.pk}"
        assert told.payload == {
            "receipt": str(receipt.public_id),
            "payment": str(payment.public_id),
            "subject": "booking:1f4b0c2e-5d8f-4f6b-9f5e-2d1a7c3b8e90",
        }

    def test_goes_on_with_the_next_when_one_cannot_be_drawn(self) -> None:
        payment = create_payment()
        # Not a list of lines: the template cannot show it.
        broken = Receipt.objects.create(payment=payment, number="R/2627/900001", lines=[{"amount_paise": "many"}])
        whole = issue(create_payment())

        assert operations.draw_receipts() == 1

        assert Receipt.objects.get(pk=whole.pk).file != ""
        broken.refresh_from_db()
        assert (broken.file, broken.last_error.startswith("ValueError")) == ("", True)
        assert [event.payload["receipt"] for event in Event.objects.filter(type="receipt.drawn")] == [
            str(whole.public_id)
        ]


def missing_glyphs(pdf: bytes) -> list[str]:
    """Fonts that had to draw their empty box: glyph 0 is used in the text."""
    from pypdf.generic import ContentStream

    reader = PdfReader(BytesIO(pdf))
    found = []
    for page in reader.pages:
        font = ""
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                font = str(operands[0])
            if operator in (b"TJ", b"Tj"):
                parts = operands[0] if isinstance(operands[0], list) else [operands[0]]
                data = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
                if any(data[i : i + 2] == b"\x00\x00" for i in range(0, len(data), 2)):
                    found.append(font)
    return found


class TestReceiptFileFor:
    def test_opens_it_for_the_one_who_paid(self) -> None:
        payment = create_payment()
        receipt = issue(payment)
        operations.draw_receipts()

        found = queries.receipt_file_for(payment.payer, str(receipt.public_id))

        assert found is not None
        assert (found.name, found.content.read(5)) == (f"{receipt.number.replace('/', '-')}.pdf", b"%PDF-")

    def test_opens_it_for_an_administrator(self) -> None:
        receipt = issue(create_payment())
        operations.draw_receipts()

        assert queries.receipt_file_for(create_administrator(), str(receipt.public_id)) is not None

    def test_opens_nothing_for_a_stranger(self) -> None:
        receipt = issue(create_payment())
        operations.draw_receipts()

        assert queries.receipt_file_for(create_tenant("Stranger"), str(receipt.public_id)) is None

    def test_has_nothing_before_it_is_drawn(self) -> None:
        payment = create_payment()

        assert queries.receipt_file_for(payment.payer, str(issue(payment).public_id)) is None
