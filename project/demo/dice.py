"""Chance that always falls the same way: dice and identities thrown from what they are for."""

import uuid
from random import Random

Dice = Random
NIVAS_DEMO = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.nivas.example")


def dice_for(*what: object) -> Dice:
    """Give dice that fall the same way for the same thing, whoever else throws."""
    return Dice("/".join(str(part) for part in what))


def identity_of(*what: object) -> uuid.UUID:
    """Give a thing of the demo city its one public identity."""
    return uuid.uuid5(NIVAS_DEMO, "/".join(str(part) for part in what))
