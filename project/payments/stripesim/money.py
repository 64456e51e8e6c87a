"""How the hosted page writes money."""


def amount_text(amount: int, currency: str) -> str:
    """Write an amount: rupees in Indian groups, paise only when there are any."""
    whole, part = divmod(amount, 100)
    decimals = f".{part:02}" if part else ""
    if currency == "inr":
        return f"₹{_indian_groups(whole)}{decimals}"
    return f"{currency.upper()} {whole:,}{decimals}"


def _indian_groups(number: int) -> str:
    head, tail = str(number)[:-3], str(number)[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*pairs, tail])
