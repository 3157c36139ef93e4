"""Tells a note from what is none: «logg: Åsveien i dag. Gruppene kom …», «rektor måtte gå»."""

from __future__ import annotations

import re

from bot.domain_model import note_words
from bot.domain_model.note_parts import (
    HAPPENED,
    HARD,
    WORKED,
    Note,
    clauses_of,
    note_of,
    sentences_of,
)
from bot.domain_model.note_words import whole_words

_PREFIX = re.compile(
    r"^\s*(?:logg(?:e|a)?|log|loggf(?:ø|oe|o)r|not[eé]r|skriv (?:opp|ned|inn)|write (?:down|up)|"
    r"refleksjon|reflection|notat|note)"
    r"(?: (?:dette|det her|this|refleksjon|besøk(?:et)?))?"
    r"(?: (?:fra|frå|from|på|ved|hos|at)(?: [^\s:.,]+){1,3})?(?:\s*:|\s+[–—-]+\s)\s*",
    re.IGNORECASE,
)
_BARE_PREFIX = re.compile(
    r"^\s*(?:logg|log)\s+(?=(?:i dag|idag|today|på|ved|at|var|æ|jeg|eg)\b)", re.I
)
_SAYS_TO_LOG = re.compile(
    r"\s*(?:logg(?:e|a)?|log|loggfør)"
    r"(?:(?: (?:dette|det her|this|refleksjon|besøk(?:et)?))?(?:\s*:|\s+[–—-]+\s)\s*\S|"
    r"\s+(?:i dag|idag|i går|igår|today|yesterday|jeg|eg|æ|vi|I|we)\b(?:\s+\S+){3})",
    re.IGNORECASE,
)
_HEADER = (
    r"i dag|idag|i da|today|på|ved|hos|at|jeg|eg|æ|jæ|i|var|was|har vært|har vore|besøk|besøket|"
    r"besøkte|visit|visited|fra|frå|from|ny|en|ein|a|new|refleksjon|reflection"
)
_VISIT_TOLD = re.compile(
    r"\b(?:var|va|vært|vore|were|was|besøkte|visited|hadde (?:et |eit )?besøk)\b", re.IGNORECASE
)
_WHERE_AND_WHEN = re.compile(
    rf"(?:[\s,.:–-]|\d{{1,4}}|\b(?:{_HEADER})\b|i går|igår|yesterday|forrige|sist|last|nettopp|"
    r"akkurat|just|innom|har|hadde|have|been|"
    r"(?:i )?(?:føremiddag|formiddag|ettermiddag|stad|morges)|"
    r"(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag|(?:mon|tues|wednes|thurs|fri)day|"
    r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember))*",
    re.IGNORECASE,
)
_A_FEW_WORDS, _MANY_WORDS, _SEVERAL = 4, 9, 3
_LONGEST_WISH = 13
"""Words; a longer message with a word of a wish in it tells something too."""


def split_note(text: str, school: str = "") -> Note | None:
    """Tell what happened, worked, was hard and is next; None when `text` tells nothing yet.

    A message is a note when it says so («logg: …»), is a sentence in which something went well
    or was hard, or tells something in a few words and is no mere wish to do that. `school` is the
    school as the message names it: an opening that says no more than where and that it was today
    is left out, like «logg:», labels and «men» between two parts. All other words are kept; what
    no word tells the place of has «happened».
    """
    body, marked = _without_prefix(text)
    body = _without_header(body, school)
    if _only_where_and_when(body, school):
        return None
    # A sign alone («logg: -») tells nothing.
    clauses = [(part, told) for part, told in clauses_of(body) if told]
    words = len(body.split()) if clauses else 0
    kinds = {part for part, _ in clauses} & {WORKED, HARD}
    if not words or not (marked or (kinds and words >= _A_FEW_WORDS) or _tells(text)):
        return None
    return note_of(clauses)


def _tells(text: str) -> bool:
    """Tell a visit that is told of from a wish to do that."""
    words = len(text.split())
    if words < _A_FEW_WORDS or "?" in text:
        return False
    return words > _LONGEST_WISH or not whole_words(note_words.WISHES).search(text)


def is_clearly_note(text: str, school: str = "") -> bool:
    """Tell a note from a question or a wish without knowing what else the message may be.

    `school` is the school that the message names: who tells that she was there and how it went
    («eg var på Solvik i går, det gjekk fint å …»), or tells it in several sentences, asks nothing.
    """
    body, marked = _without_prefix(text)
    words = len(body.split())
    if marked:
        return words > 0 and not body.rstrip().endswith("?")
    kinds = {part for part, _ in clauses_of(body)} - {HAPPENED}
    told = school and _VISIT_TOLD.search(body)
    enough = 2 if not told else 1 if len([*sentences_of(body)]) < _SEVERAL else 0
    return words >= _MANY_WORDS and len(kinds) >= enough and "?" not in body


def may_be_note(text: str, school: str) -> bool:
    """Tell what may be a note from what is none; only for a message that is nothing else.

    Who names a school and neither asks nor wishes anything most likely tells of a visit.
    """
    return bool(school) and _tells(text)


def tells_in_general(text: str, school: str) -> bool:
    """Tell how things are or what is wished for («lærerne vil ikke dele») from what happened.

    It may be a note, or a question, also where it is not put as one. False
    for what is no note at all, and where a visit is told of: by its school, or as what was done.
    """
    if says_to_log(text):
        return False
    if "?" in text:
        return not whole_words(note_words.WISHES).search(text)
    if whole_words(note_words.ADVICE).search(text):
        return True
    happened = school or whole_words(note_words.ONCE).search(text)
    return not happened and split_note(text, school) is not None


def says_to_log(text: str) -> bool:
    """Tell whether `text` says that what follows is to be logged: «logg: …», «logg i dag …»."""
    return _SAYS_TO_LOG.match(text) is not None and not text.rstrip().endswith("?")


def _without_prefix(text: str) -> tuple[str, bool]:
    body = _PREFIX.sub("", text, count=1)
    if body != text:
        return body, True
    return _BARE_PREFIX.sub("", text, count=1), False


def _only_where_and_when(body: str, school: str) -> bool:
    """Tell whether a note ends before it begins: «Åsveien 19. november», «var på Lade i dag»."""
    rest = body.replace(school, "", 1) if school else body
    return bool(school) and _WHERE_AND_WHEN.fullmatch(rest) is not None


def _without_header(body: str, school: str) -> str:
    """Leave out an opening that only says where and that it was today."""
    names = f"{re.escape(school)}|" if school else ""
    header = re.match(
        rf"(?:(?:{names}{_HEADER})\b[ ,]*)+(?:[.:–—-]+\s+|\n+|[.!]?$)", body, re.IGNORECASE
    )
    return body[header.end() :] if header else body
