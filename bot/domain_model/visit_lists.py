"""What people mean when they ask about their visits: the next one, or who goes."""

from __future__ import annotations

import re

_BEFORE = r"(?<!mine )(?<!dei )(?<!de )(?<!my )"
_NEXT = re.compile(
    rf"\b{_BEFORE}(?:neste|næste|nest|next|førstkommende|fyrstkomande)\s+(?:(?:skole|skule)?besøk"
    r"|besøket|besok|school\s+visit|visit)\b"
    r"|\b(?:mitt|my)\s+(?:neste|next)\s+(?:besøk|school\s+visit|visit)\b"
    r"|\b(?:hva|ka|kva)\s+(?:er|e|æ)\s+(?:det\s+)?neste\s+(?:jeg|eg|æ)\b"
)
_WHO = re.compile(
    r"\W*(?:hvem|kven|kem|kæm|kæmm|hæm|ken|who(?:'s)?|who\s+is)\s+(?:(?:alle|all|andre|else)\s+)*"
    r"(?:(?:er|e|æ|blir|bli|vert|skal|ska|kommer|kjem|is|are|will\s+be)\s+)?"
    r"(?:(?:være|vere|vær|som)\s+)*(?:er\s+|blir\s+|skal\s+)?"
    r"(?:med|me|mæ|coming|going|along|joining)\b"
    r"(?P<me>\s+(?:meg|mæ|oss|with\s+(?:me|us)))?(?:\s+along)?"
    r"(?P<where>\s+.*)?\W*",
    re.IGNORECASE | re.DOTALL,
)
_VISIT = re.compile(
    r".*\b(?:\w*besøk\w*|\w*besok\w*|visit\w*)\b"
    r"|\s+(?:(?:på|til|te|ved|to|at|on)\s+)?(?:(?-i:[A-ZÆØÅ][a-zæøå])|\w+da[gy]\b)",
    re.IGNORECASE | re.DOTALL,
)
"""A visit, a school's name, or a day; «SKU» and «DEKOM» are no schools."""


def means_next(text: str) -> bool:
    """Tell whether a message is about the next visit: «flytt neste besøk»."""
    return _NEXT.search(text.casefold()) is not None


def asks_who_goes(text: str) -> bool:
    """Tell whether a message asks who goes on visits: «hvem er med på Solvik?»."""
    found = _WHO.fullmatch(text)
    if found is None:
        return False
    return bool(found["me"]) or _VISIT.match(found["where"] or "") is not None
