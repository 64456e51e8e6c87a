"""What the clock does for the inventory: one operation or check a job."""

import logging

from project.booking import operations, queries

log = logging.getLogger(__name__)


def lapse_holds() -> int:
    """Give back beds whose ten minutes are over."""
    return operations.lapse_holds()


def offer_free_units() -> int:
    """Offer beds that somebody waits for, where nothing that happened did: new beds, and days that have come."""
    return operations.offer_free_units()


def post_missing_deposits() -> int:
    """Post deposits that are older than the ledger; nothing to do on all nights but the first."""
    return operations.post_missing_deposits()


def check_inventory() -> int:
    """Prove that the inventory agrees with itself; what does not is an error for a person to look at."""
    faults = queries.find_inventory_faults()
    for fault in faults:
        log.error("The inventory disagrees with itself: %s", fault)
    return len(faults)
