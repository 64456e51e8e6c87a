import pytest

from .accounts import sandbox, shape, unlike


class TestSandbox:
    def test_refuses_a_live_key(self) -> None:
        with pytest.raises(ValueError, match="sandbox"):
            sandbox("sk_live_0123456789")


class TestShape:
    def test_leaves_out_what_differs_between_accounts(self) -> None:
        sent = {
            "id": "pi_3OaBcDeFgHiJkLmN",
            "created": 1_795_000_000,
            "url": "https://checkout.stripe.com/c/pay/x",
            "client_secret": "pi_1_secret_2",
            "status": "open",
            "items": [{"charge": "ch_3OaBcDeFgHiJkLmN", "amount": 5}],
        }

        assert shape(sent) == {
            "id": "<id>",
            "created": "<moment>",
            "url": "<address>",
            "client_secret": "<secret>",
            "status": "open",
            "items": [{"charge": "<id>", "amount": 5}],
        }


class TestUnlike:
    def test_names_what_only_we_send_and_what_differs(self) -> None:
        ours = {"status": "open", "ours": 1, "items": [{"amount": 5}]}
        theirs = {"status": "complete", "theirs": 2, "items": [{"amount": 6}]}

        assert unlike(ours, theirs) == [
            ".status: 'open' here, 'complete' there",
            ".ours: ours",
            ".items[].amount: 5 here, 6 there",
        ]

    def test_finds_nothing_in_what_is_the_same(self) -> None:
        assert unlike({"a": [1]}, {"a": [1], "b": 2}) == []
