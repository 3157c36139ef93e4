"""A yes that is no plain yes: «jo, men flytt den», «ja, vent litt»."""

from __future__ import annotations

import re

_RESERVATION = re.compile(
    r"\b(?:men|but|vent|vente|wait|unntatt|utenom|utanom|bortsett|bortsette|except|heller|først|"
    r"fyrst|ikke|ikkje|ikkj|itj|itte|not|don't|nei|nope)\b",
    re.IGNORECASE,
)
_MERE_YES = re.compile(
    r"\b(?:hvorfor ikke|kvifor ikkje|koffor ikkje|why not|"
    r"(?:ikke|ikkje) noe?(?:ko)? problem|not a problem)\b",
    re.IGNORECASE,
)


def has_reservation(yes: str) -> bool:
    """Tell whether somebody who says yes wants something else, or more time, all the same.

    Such a yes saves, cancels and deletes nothing: what it is a yes to must be asked again.
    """
    return _RESERVATION.search(_MERE_YES.sub("", yes)) is not None
