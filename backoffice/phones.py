"""Phone numbers as people type them into a search box."""

import re

LOOKS_LIKE_A_PHONE = re.compile(r"\+?[\d\s().-]{7,}")
NATIONAL_PREFIX = "0"


def as_kept(term: str) -> str:
    """`098450 12345` becomes `9845012345`, which is part of what we keep; anything else stays as it is."""
    if not LOOKS_LIKE_A_PHONE.fullmatch(term.strip()):
        return term
    return re.sub(r"\D", "", term).lstrip(NATIONAL_PREFIX)
