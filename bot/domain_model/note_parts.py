"""Takes a note apart: what happened, what worked, what was hard, what is next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from bot.domain_model import note_words
from bot.domain_model.note_words import joined, whole_words

HAPPENED, WORKED, HARD, NEXT_STEP = "happened", "worked", "hard", "next_step"

_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:kl|ca|st|nr|osv|dvs|jf|min|bl\.a|f\.eks|m\.fl|m\.m|etc)|\d)\.$", re.I
)
_CONTRAST = re.compile(r",?\s+(?:–\s+)?(?:men|but)\s+", re.IGNORECASE)
_OWN_WISH = re.compile(
    r"^(?:til )?(?:neste (?:gang|gong|steg)|next (?:time|step))(?: er| blir| is)?(?:"
    r" (?:vil|skal|bør|må|will|shall|should) (?:jeg|eg|æ|jæ|I)| (?:I|jeg|eg) "
    r"(?:vil|skal|bør|må|will|shall|should)(?: want to)?| å| to)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Note:
    """The parts of a note; one that it does not tell is an empty text."""

    happened: str = ""
    worked: str = ""
    hard: str = ""
    next_step: str = ""


def parts_of(text: str) -> Note:
    """Sort all of `text` into the parts of a note, whatever it may be."""
    return note_of([(part, told) for part, told in clauses_of(text) if told])


def note_of(clauses: Sequence[tuple[str, str]]) -> Note:
    """Put pieces, each with the part it belongs to, together."""
    note = Note()
    for part, told in clauses:
        before = getattr(note, part)
        note = replace(note, **{part: f"{before} {told}".strip()})
    return note


def clauses_of(body: str) -> Iterator[tuple[str, str]]:
    """Give each piece of the note and the part it belongs to, in order."""
    labelled: str | None = None
    for sentence in sentences_of(body):
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


def sentences_of(body: str) -> Iterator[str]:
    """Give each sentence, in order; «kl. 9» ends none."""
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
    return {part: whole_words(cues) for part, cues in lists.items()}


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {
        part: re.compile(rf"(?:{cues.replace(chr(10), '')})\s*:\s*", re.IGNORECASE)
        for part, cues in note_words.LABELS.items()
    }


@cache
def _openers() -> re.Pattern[str]:
    cues = joined(note_words.OPENERS)
    return re.compile(rf"(?<!\S)(?:(?:og|and|men|but) )?(?:{cues})(?!\w)", re.IGNORECASE)
