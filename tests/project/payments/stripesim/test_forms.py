import pytest

from project.payments.stripesim.errors import ApiError
from project.payments.stripesim.forms import decode_form


class TestDecodeForm:
    def test_nests_groups_and_numbered_lists(self) -> None:
        decoded = decode_form("mode=payment&line_items[0][price_data][currency]=inr&line_items[1][quantity]=2")

        assert decoded == {
            "mode": "payment",
            "line_items": {"0": {"price_data": {"currency": "inr"}}, "1": {"quantity": "2"}},
        }

    def test_numbers_empty_brackets(self) -> None:
        assert decode_form("expand[]=a&expand[]=b") == {"expand": {"0": "a", "1": "b"}}

    def test_decodes_percent_signs_and_keeps_empty_values(self) -> None:
        assert decode_form("metadata%5Bnote%5D=a%26b+c&name=") == {"metadata": {"note": "a&b c"}, "name": ""}

    @pytest.mark.parametrize("form", ["a=1&a[b]=2", "a[b]=2&a=1", "[a]=1", "a[b=1", "a[b]c=1"])
    def test_refuses_a_key_without_a_clear_place(self, form: str) -> None:
        with pytest.raises(ApiError) as refusal:
            decode_form(form)

        assert refusal.value.status == 400
