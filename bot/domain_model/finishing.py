"""How people say that a visit is done, or not done after all, and nothing else about it."""

from __future__ import annotations

import re

_DONE = (
    r"(?:gjort|f[eæ]rdig|unnagjort|gjennomført|over|overstått|done|finished|completed|over with)"
)
_NOW = r"(?:\s+(?:nå|no|nu|now|allerede|alt|already|for\s+(?:i\s+)?dag|today|i\s+dag))*"
_IS = r"(?:er|e|æ|ble|vart|blei|is|was|har\s+vært|has\s+been)"
_VISIT = r"(?:skole|skule)?(?:besøk(?:et|e)?|besok(?:et)?|visit)"
_PLACE = r"(?:\s+(?i:på|pa|ved|hos|til|to|at|with|med)\s+[\w’ .-]{2,60}?)"
_ME = (
    r"(?:(?:jeg|eg|æ|æg|jæ|je|vi|me|i|we)\s+(?:er|e|am|are)\s+|i'm\s+"
    r"|(?:nå|no)\s+er\s+(?:jeg|eg)\s+)"
)

_PATTERNS = (
    rf"(?:(?:det|the|my|mitt)\s+)?{_VISIT}{_PLACE}?{_NOW}\s+{_IS}{_NOW}\s+{_DONE}{_PLACE}?{_NOW}",
    rf"{_ME}?{_DONE}{_NOW}\s+(?i:med|me|mæ|with)\s+(?:(?:det|the|my)\s+)?{_VISIT}(?:\s+mitt)?{_PLACE}?{_NOW}",
    rf"{_ME}?{_DONE}{_NOW}\s+(?i:på|pa|ved|hos|at|in)\s+(?-i:[A-ZÆØÅ])[\w’ .-]{{1,60}}?{_NOW}",
    rf"(?:jeg|eg|æ|i)\s+(?:har|have)\s+(?:gjennomført|fullført|finished|completed)\s+"
    rf"(?:the\s+)?{_VISIT}{_PLACE}?{_NOW}",
    rf"(?:merk|marker|sett|mark)\s+(?:the\s+)?{_VISIT}{_PLACE}?\s+(?:som|as)\s+{_DONE}",
)
_NOT = r"(?:ikke|ikkje|'?kje|itj|ittj|itte|inte|not)"
_STILL = (
    r"(?:\s+(?:ennå|enda|endå|enno|ennu|yet|likevel|allikevel|læll|lell|after\s+all|nå|no|heller))"
)
_YET = f"{_STILL}*"
_OOPS = (
    r"(?:(?:nei|næ|niks|no|nope|oi|ups|uff|oops|vent|wait|feil|sorry|beklager|orsak|men|but|"
    r"det\s+var\s+(?:en\s+|ein\s+)?feil|that\s+was\s+a\s+mistake)[\s,.!–-]+)*"
)
_AT = r"(?:\s+(?i:på|pa|ved|hos|til|to|at)(?:\s+[\w’.-]{2,40}){1,3}?)"
_IT = rf"(?:(?:(?:det|dette|the|that|my|mitt)\s+)?{_VISIT}{_PLACE}?|det|dette|it|that)"
_IS_NOT = (
    rf"(?:{_IS}\s+(?:jo\s+|nok\s+|visst\s+)?{_NOT}|isn't|wasn't|hasn't\s+been|er'kje|e'kje|ekke)"
)
_NOT_DONE = (
    rf"{_IT}\s+{_IS_NOT}{_YET}\s+(?:blitt\s+|vorte\s+)?{_DONE}{_AT}?{_YET}",
    rf"{_IT}\s+(?:har|have|has)\s+{_NOT}\s+(?:vært|vore|vorre|vøri|been|happened)(?:\s+gjennomført)?"
    rf"{_STILL}+",
    rf"(?:jeg|eg|æ|æg|jæ|je|vi|me|i|we)\s+(?:er|e|am|are|ble|vart)\s+{_NOT}{_YET}\s+{_DONE}{_YET}"
    rf"(?:\s+(?i:med|me|mæ|with)\s+(?:(?:det|the|my)\s+)?{_VISIT})?{_AT}?{_YET}",
    rf"i'm\s+not\s+{_DONE}{_AT}?{_YET}",
    rf"(?:jeg|eg|æ|vi|me|i|we)\s+(?:har|have)\s+{_NOT}{_YET}\s+(?:vært|vore|vorre|been)"
    rf"(?:\s+(?:der|there|(?:på|to)\s+{_VISIT})|{_AT}){_STILL}+",
    rf"(?:ikke|ikkje|itj|not)\s+{_DONE}{_AT}?{_YET}",
    rf"(?:gjenåpne?|gjenopne?|åpne?|opne?|reopen)\s+(?:(?:det|the|my)\s+)?{_VISIT}{_AT}?"
    r"(?:\s+(?:igjen|opp|att|på\s+nytt|again))*",
    rf"(?:merk|marker|sett|mark)\s+(?:the\s+)?{_VISIT}{_AT}?\s+(?:som|as)\s+{_NOT}\s+{_DONE}",
    rf"(?:angre|angr|undo)\s+(?:at\s+{_IT}\s+{_IS}\s+)?{_DONE}{_AT}?",
)
_NOT_SAID = tuple(re.compile(rf"\W*{_OOPS}{pattern}\W*", re.IGNORECASE) for pattern in _NOT_DONE)
_MISTAKEN = re.compile(
    rf"\W*{_OOPS}(?:(?:det|dette|d|that|it)\s+(?:der\s+)?(?:var|va|ble|blei|vart|er|e|was|is)\s+"
    r"(?:(?:en|ein|a|jo|visst|min|bare|helt|heilt)\s+)*"
    r"(?:feil|gale?t?|feiltrykk|tastefeil|misforståelse|mistak|mistake|wrong)"
    r"|(?:jeg|eg|æ|i)\s+(?:tok|trykket|trykte|skrev|skreiv)\s+feil|feil|oops|ups"
    r"|(?:jeg\s+|eg\s+|æ\s+)?angre[rt]?(?:\s+(?:det|på\s+det))?|undo(?:\s+(?:it|that))?)\W*",
    re.IGNORECASE,
)
_NAMES_VISIT = re.compile(
    rf"\b(?:{_VISIT}|(?:på|ved|hos|til|at|to)\s+(?-i:[A-ZÆØÅ]))", re.IGNORECASE
)
_SAYS = tuple(re.compile(rf"\W*{pattern}\W*", re.IGNORECASE) for pattern in _PATTERNS)


def says_mistaken(text: str) -> bool:
    """Tell whether `text` says no more than that what was just done was wrong: «det var feil»."""
    return _MISTAKEN.fullmatch(text) is not None


def says_finished(text: str) -> bool:
    """Tell whether `text` says that a visit is done: «ferdig på Solvik», «besøket er gjort».

    A message that tells more than that is a note, and no command.
    """
    return "?" not in text and any(pattern.fullmatch(text) for pattern in _SAYS)


def says_unfinished(text: str) -> bool:
    """Tell whether `text` says that a visit is not done after all: «det er ikke gjort ennå»."""
    return "?" not in text and any(pattern.fullmatch(text) for pattern in _NOT_SAID)


def names_a_visit(text: str) -> bool:
    """Tell whether such a message says itself that it is about a visit, or at which school."""
    return _NAMES_VISIT.search(text) is not None
