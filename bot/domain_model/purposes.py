"""What a visit is for, as a message says it."""

from __future__ import annotations

import re

from bot.domain_model.errors import Invalid

MAX_PURPOSE = 200

_DAY = (
    r"(?:mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_TIME = (
    rf"(?:(?:på|den|om|the|on|til|neste|next|førstkommende)\s+)*(?:{_DAY}\w*|kl\.?\s|klokk[ae]n?\b"
    r"|i\s+(?:dag|morgen|morgon|overmorgen|overmorgon|kveld)\b|i\s?mårra|today|tomorrow"
    r"|\d{1,2}\s?[./:]\s?\d|(?:neste|hver|kvar|next|every)\s+(?:uke|veke|week|måned|månad))"
)
_ELSE = (
    r"(?:(?i:sammen|saman|together)\s+(?i:med|with)\b|(?i:med|with)\s+[A-ZÆØÅ]"
    r"|(?i:på|ved|hos|at)\s+[A-ZÆØÅ])"
)
_END = re.compile(rf"[\s,;]+(?:(?i:{_TIME})|{_ELSE})")
_NAMED = re.compile(
    r"\b(?:tema|emne|formål|føremål|hensikt|purpose|topic|agenda)\s*[:=–-]\s*(?P<purpose>.+)",
    re.IGNORECASE | re.DOTALL,
)
_IN_ORDER = re.compile(
    r"\b(?:for\s+å|for\s+at\s+\w+\s+skal|in\s+order\s+to|to)\s+(?P<purpose>"
    r"(?:plan|snakk|drøft|jobb|arbeid|gå|se|sjå|følg|lag|førebu|forbered|diskuter|observer|veiled|"
    r"rettlei|hold|halde|ha|evaluer|oppsummer|starte|begynn|lære|høyre|høre|gi|vis|discuss|talk|"
    r"work|prepare|follow|observe)\w*\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = re.compile(
    r"\b(?:om|about)\s+(?!(?:et|ett|eit|ein|en|to|tre|fire|fem|seks|\d+|noen|nokre|litt|a|one|two|"
    r"morgen\w*|morgon\w*|kvelden|ettermiddag\w*|formiddag\w*|dagen|natta|natten|besøk\w*|det|"
    r"dette|this|my|the\s+visit)\b)(?!" + _DAY + r")(?P<purpose>\S.+)",
    re.IGNORECASE | re.DOTALL,
)
_OF_VISIT = r"(?:skole|skule)?(?:besøk(?:et)?|besok(?:et)?|visit)"
_SET = (
    re.compile(
        r"^\W*(?:formålet|føremålet|hensikten|temaet|tema|målet|the\s+(?:purpose|topic|aim))\s+"
        rf"(?:med|for|på|of|til)\s+(?:(?:det|dette|the|my)\s+)?{_OF_VISIT}\b(?P<place>.*?)\s+"
        r"(?:er|e|blir|vert|skal\s+være|skal\s+vere|is|will\s+be)\s+(?:å\s+|to\s+)?(?P<purpose>.+)$",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        rf"^\W*(?:(?:the|my)\s+)?{_OF_VISIT}\b(?P<place>.*?)\s+"
        r"(?:handler\s+om|handlar\s+om|skal\s+handle\s+om|dreier\s+seg\s+om|dreiar\s+seg\s+om|"
        r"is\s+about)\s+(?P<purpose>.+)$",
        re.IGNORECASE | re.DOTALL,
    ),
)


class PurposeTooLong(Invalid):
    """A purpose has at most 200 characters."""


def purpose_in(text: str) -> str:
    """Give what a visit that is being planned is for; nothing when the message does not say.

    «om vurdering», «for å planlegge fagdag», «tema: lesing»; what is told of time, place and
    company after it belongs to the visit, not to what it is for.
    """
    for pattern in (_NAMED, _IN_ORDER, _ABOUT):
        found = pattern.search(text)
        if found:
            return _tidied(_END.split(f" {found['purpose']}", maxsplit=1)[0])
    return ""


def read_purpose(text: str) -> str | None:
    """Give what a message says that a visit is for: «formålet med besøket på Solvik er …»."""
    for pattern in _SET:
        found = pattern.search(text) if "?" not in text else None
        if found and len(found["place"]) <= MAX_PURPOSE // 2:
            return _tidied(found["purpose"]) or None
    return None


def visit_purpose(text: str) -> str:
    """Tidy a purpose.

    Raises:
        PurposeTooLong: when it is longer than a line or two.
    """
    purpose = _tidied(text)
    if len(purpose) > MAX_PURPOSE:
        raise PurposeTooLong
    return purpose


def _tidied(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:!–-")
