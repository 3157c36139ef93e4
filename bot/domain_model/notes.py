"""One message that tells a whole visit, taken apart: «logg: Åsveien i dag. Gruppene kom …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from bot.domain_model import note_words

HAPPENED, WORKED, HARD, NEXT_STEP = "happened", "worked", "hard", "next_step"

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
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:kl|ca|st|nr|osv|dvs|jf|min|bl\.a|f\.eks|m\.fl|m\.m|etc)|\d)\.$", re.I
)
_CONTRAST = re.compile(r",?\s+(?:–\s+)?(?:men|but)\s+", re.IGNORECASE)
_HEADER = (
    r"i dag|idag|i da|today|på|ved|hos|at|jeg|eg|æ|jæ|i|var|was|har vært|har vore|besøk|besøket|"
    r"besøkte|visit|visited|fra|frå|from|ny|en|ein|a|new|refleksjon|reflection"
)
_OWN_WISH = re.compile(
    r"^(?:til )?(?:neste (?:gang|gong|steg)|next (?:time|step))(?: er| blir| is)?(?:"
    r" (?:vil|skal|bør|må|will|shall|should) (?:jeg|eg|æ|jæ|I)| (?:I|jeg|eg) "
    r"(?:vil|skal|bør|må|will|shall|should)(?: want to)?| å| to)\s+",
    re.IGNORECASE,
)
_VISIT_TOLD = re.compile(
    r"\b(?:var|va|vært|vore|were|was|besøkte|visited|hadde (?:et |eit )?besøk)\b", re.IGNORECASE
)
_WISHES_TO_LOG = re.compile(
    r"\b(?:logg\w*|log|refleksjon\w*|reflection\w*|notat\w*|note\w*|noter\w*|registrer\w*|"
    r"skriv(?:e|a)? (?:ned|inn|opp|litt|noe|noko)|write (?:down|up))\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:[\s,.:–-]|\d{1,4}|i går|i dag|igår|idag|yesterday|today|forrige|sist|last|"
    r"(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag|(?:mon|tues|wednes|thurs|fri)day|"
    r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember))*",
    re.IGNORECASE,
)
_A_FEW_WORDS, _MANY_WORDS, _SEVERAL = 4, 9, 3


@dataclass(frozen=True, slots=True)
class Note:
    """The parts of a note; one that it does not tell is an empty text."""

    happened: str = ""
    worked: str = ""
    hard: str = ""
    next_step: str = ""


def split_note(text: str, school: str = "") -> Note | None:
    """Tell what happened, worked, was hard and is next; None when `text` tells nothing yet.

    A message is a note when it says so («logg: …»), is a sentence in which something went well
    or was hard, or tells of a visit in many words. `school` is the school as the message names
    it: an opening that says no more than where and that it was today is left out, like «logg:»,
    labels and «men» between two parts. All other words are kept; what no word tells the place of
    has «happened».
    """
    body, marked = _without_prefix(text)
    body = _without_header(body, school)
    if _only_a_day(body, school):
        return None
    # A sign alone («logg: -») tells nothing.
    clauses = [(part, told) for part, told in _clauses(body) if told]
    words = len(body.split()) if clauses else 0
    kinds = {part for part, _ in clauses} & {WORKED, HARD}
    if not words or not (marked or (kinds and words >= _A_FEW_WORDS) or _tells_much(text)):
        return None
    return _note(clauses)


def parts_of(text: str) -> Note:
    """Sort all of `text` into the parts of a note, whatever it may be."""
    return _note([(part, told) for part, told in _clauses(text) if told])


def _note(clauses: Sequence[tuple[str, str]]) -> Note:
    note = Note()
    for part, told in clauses:
        before = getattr(note, part)
        note = replace(note, **{part: f"{before} {told}".strip()})
    return note


def _tells_much(text: str) -> bool:
    """Tell a visit that is told of in many words from a wish to do that."""
    told = _VISIT_TOLD.search(text) and not _WISHES_TO_LOG.search(text) and "?" not in text
    return bool(told) and len(text.split()) >= _MANY_WORDS


def is_clearly_note(text: str, school: str = "") -> bool:
    """Tell a note from a question or a wish without knowing what else the message may be.

    `school` is the school that the message names: who tells that she was there and how it went
    («eg var på Solvik i går, det gjekk fint å …»), or tells it in several sentences, asks nothing.
    """
    body, marked = _without_prefix(text)
    words = len(body.split())
    if marked:
        return words > 0 and not body.rstrip().endswith("?")
    kinds = {part for part, _ in _clauses(body)} - {HAPPENED}
    told = school and _VISIT_TOLD.search(body)
    enough = 2 if not told else 1 if len([*_sentences(body)]) < _SEVERAL else 0
    return words >= _MANY_WORDS and len(kinds) >= enough and "?" not in body


def says_to_log(text: str) -> bool:
    """Tell whether `text` says that what follows is to be logged: «logg: …», «logg i dag …»."""
    return _SAYS_TO_LOG.match(text) is not None and not text.rstrip().endswith("?")


def _without_prefix(text: str) -> tuple[str, bool]:
    body = _PREFIX.sub("", text, count=1)
    if body != text:
        return body, True
    return _BARE_PREFIX.sub("", text, count=1), False


def _only_a_day(body: str, school: str) -> bool:
    """Tell whether a note ends before it begins: «Åsveien 19. november»."""
    rest = body.replace(school, "", 1) if school else body
    return bool(school) and _DAY.fullmatch(rest) is not None


def _without_header(body: str, school: str) -> str:
    """Leave out an opening that only says where and that it was today."""
    names = f"{re.escape(school)}|" if school else ""
    header = re.match(
        rf"(?:(?:{names}{_HEADER})\b[ ,]*)+(?:[.:–—-]+\s+|\n+|[.!]?$)", body, re.IGNORECASE
    )
    return body[header.end() :] if header else body


def _clauses(body: str) -> Iterator[tuple[str, str]]:
    """Give each piece of the note and the part it belongs to, in order."""
    labelled: str | None = None
    for sentence in _sentences(body):
        label, told = _labelled(sentence)
        labelled = label or labelled
        if label and not told:
            continue
        if labelled and (label or _part(told) == HAPPENED):
            yield labelled, _tidy(told)
            continue
        labelled = None
        yield from _pieces(told)


def _pieces(sentence: str) -> Iterator[tuple[str, str]]:
    """Take one sentence apart where it turns to something else."""
    before = HAPPENED
    for opened in _opened(sentence):
        for place, told in enumerate(filter(None, _CONTRAST.split(opened))):
            part = _part(told)
            if part == HAPPENED and place and before != HAPPENED:
                part = {WORKED: HARD, HARD: WORKED}.get(before, before)
            yield part, _tidy(told)
            before = part


def _opened(sentence: str) -> list[str]:
    """Take apart where a new part begins, with or without a sign before it."""
    starts = [0, *(match.start() for match in _openers().finditer(sentence)), len(sentence)]
    pieces = (sentence[a:b].strip(" ,") for a, b in pairwise(starts))
    return [piece for piece in pieces if piece]


def _part(told: str) -> str:
    for part, pattern in _cues().items():
        if pattern.search(told):
            return part
    return HAPPENED


def _labelled(sentence: str) -> tuple[str | None, str]:
    for part, pattern in _labels().items():
        if match := pattern.match(sentence):
            return part, sentence[match.end() :]
    return None, sentence


def _sentences(body: str) -> Iterator[str]:
    waiting = ""
    for piece in _SENTENCE_END.split(body):
        waiting = f"{waiting} {piece}".strip()
        if waiting and not _ABBREVIATED.search(waiting):
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _tidy(told: str) -> str:
    """Write a piece as a sentence; an own wish as what is to be done."""
    told = re.sub(r"^(?:men|but|og|and)\s+", "", told.strip(" ,;–-"), flags=re.IGNORECASE)
    told = _OWN_WISH.sub("", told)
    if told and told[-1] not in ".!?…:":
        told += "."
    return told[:1].upper() + told[1:]


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """Order matters: «neste gang vil vi ta det som var vanskelig» is a next step."""
    lists = {NEXT_STEP: note_words.NEXT_STEP, HARD: note_words.HARD, WORKED: note_words.WORKED}
    return {part: _compiled(rf"\b(?:{_joined(cues)})(?!\w)") for part, cues in lists.items()}


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {
        part: _compiled(rf"(?:{cues.replace(chr(10), '')})\s*:\s*")
        for part, cues in note_words.LABELS.items()
    }


@cache
def _openers() -> re.Pattern[str]:
    return _compiled(rf"(?<!\S)(?:(?:og|and|men|but) )?(?:{_joined(note_words.OPENERS)})(?!\w)")


def _joined(cues: str) -> str:
    return "|".join(line for line in cues.splitlines() if line)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
