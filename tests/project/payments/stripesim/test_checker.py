from typing import Any

import pytest
import stripe
from stripe.params import RefundCreateParams
from stripe.params.checkout import SessionCreateParams, SessionListParams

from project.payments.stripesim.checker import problems_of, problems_of_object
from project.payments.stripesim.errors import ApiError
from project.payments.stripesim.forms import decode_form
from project.payments.stripesim.reading import read_params

REFUND = {
    "id": "re_1",
    "object": "refund",
    "amount": 500,
    "created": 1_795_000_000,
    "currency": "inr",
    "metadata": {"why": "cancelled"},
    "status": "succeeded",
}


class TestReadParams:
    def test_gives_values_the_types_of_the_sdk(self) -> None:
        form = (
            "mode=payment&expires_at=1795000000&line_items[0][quantity]=2&line_items[0][price_data][currency]=inr"
            "&line_items[0][price_data][unit_amount_decimal]=1.50&allow_promotion_codes=true&metadata[7]=x"
            "&expand[0]=line_items"
        )

        assert read_params(SessionCreateParams, decode_form(form)) == {
            "mode": "payment",
            "expires_at": 1_795_000_000,
            "line_items": [{"quantity": 2, "price_data": {"currency": "inr", "unit_amount_decimal": "1.50"}}],
            "allow_promotion_codes": True,
            "metadata": {"7": "x"},
            "expand": ["line_items"],
        }

    def test_takes_either_side_of_a_union(self) -> None:
        assert read_params(SessionListParams, decode_form("created=5")) == {"created": 5}
        assert read_params(SessionListParams, decode_form("created[gte]=5")) == {"created": {"gte": 5}}

    def test_lets_metadata_be_unset_where_the_sdk_does(self) -> None:
        assert read_params(RefundCreateParams, {"metadata": ""}) == {"metadata": ""}

    @pytest.mark.parametrize(
        ("form", "code", "param"),
        [
            ("mode=pay", "parameter_invalid", "mode"),
            ("expire_at=1", "parameter_unknown", "expire_at"),
            ("expires_at=soon", "parameter_invalid_integer", "expires_at"),
            ("allow_promotion_codes=yes", "parameter_invalid", "allow_promotion_codes"),
            ("cancel_url=", "parameter_invalid_empty", "cancel_url"),
            ("mode[x]=1", "parameter_invalid", "mode"),
            ("metadata=5", "parameter_invalid", "metadata"),
            ("line_items=4", "parameter_invalid", "line_items"),
            ("expand[a]=b", "parameter_invalid", "expand"),
            ("custom_text[submit][msg]=x", "parameter_unknown", "custom_text[submit][msg]"),
            (
                "line_items[0][price_data][unit_amount]=5",
                "parameter_missing",
                "line_items[0][price_data][currency]",
            ),
            (
                "line_items[0][price_data][currency]=inr&line_items[0][price_data][unit_amount_decimal]=x",
                "parameter_invalid",
                "line_items[0][price_data][unit_amount_decimal]",
            ),
        ],
    )
    def test_names_the_parameter_that_is_wrong(self, form: str, code: str, param: str) -> None:
        with pytest.raises(ApiError) as refusal:
            read_params(SessionCreateParams, decode_form(form))

        assert (refusal.value.error["code"], refusal.value.error["param"]) == (code, param)


class TestProblemsOf:
    def test_finds_nothing_wrong_with_a_refund(self) -> None:
        assert problems_of(REFUND, stripe.Refund, "refund") == []

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"livemode": False}, "refund.livemode: unknown field"),
            ({"amount": "500"}, "refund.amount: '500' is not int"),
            ({"amount": True}, "refund.amount: True is not int"),
            ({"metadata": {"n": 1}}, "refund.metadata[n]: 1 is not str"),
            ({"destination_details": {"card": None}}, "refund.destination_details.type: missing"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, change: dict[str, Any], problem: str) -> None:
        assert problems_of(REFUND | change, stripe.Refund, "refund") == [problem]

    def test_closes_the_open_enums_of_the_sdk(self) -> None:
        problems = problems_of(REFUND | {"reason": "bored"}, stripe.Refund, "refund")

        assert len(problems) == 1
        assert problems[0].startswith("refund.reason: 'bored' is none of")

    def test_misses_a_field_that_is_always_there(self) -> None:
        partial = {name: value for name, value in REFUND.items() if name != "currency"}

        assert problems_of(partial, stripe.Refund, "refund") == ["refund.currency: missing"]

    def test_looks_into_lists(self) -> None:
        listed = {
            "object": "list",
            "data": [REFUND, REFUND | {"amount": None}],
            "has_more": False,
            "url": "/v1/refunds",
        }

        assert problems_of(listed, stripe.ListObject[stripe.Refund], "list") == ["list.data[1].amount: None is not int"]
        assert problems_of([REFUND], stripe.ListObject[stripe.Refund], "list") != []

    def test_finds_the_class_that_an_object_names(self) -> None:
        assert problems_of_object(REFUND | {"paid": True}) == ["refund.paid: unknown field"]
