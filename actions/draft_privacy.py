"""Likely personal data of others in a reflection's draft, and what the partner chose about it."""

from __future__ import annotations

from collections.abc import Iterable

from rasa_sdk import Tracker

from actions.call import Call
from actions.drafts import fingerprint
from actions.forms import Found
from actions.names import REFLECTION_PARTS, Confirmed, Response, Slot
from bot.domain_model.privacy import PersonalData, find_personal_data
from bot.domain_model.replacing import NeutralWords, neutral_words, replace_personal_data

Undecided = dict[Slot, list[PersonalData]]
"""The parts whose personal data nobody has decided about, and what stands in each."""


def undecided(tracker: Tracker) -> Undecided:
    """Read the draft; a part that is kept as it is comes again only when its text changes."""
    kept = set(tracker.get_slot(Slot.KEPT_AS_IT_IS.value) or ())
    found = {}
    for part in REFLECTION_PARTS:
        text = tracker.get_slot(part.value) or ""
        if fingerprint(text) not in kept and (items := find_personal_data(text)):
            found[part] = items
    return found


def decided(choice: str, call: Call, parts: Undecided) -> Found:
    """Give what the partner's choice makes of the draft; an unclear one changes nothing."""
    nothing_saved_yet = {Slot.CONFIRMATION.value: None}
    match choice:
        case Confirmed.REPLACE:
            words = _neutral(call)
            new = {p.value: replace_personal_data(call.slot(p), words) for p in parts}
            return {**new, **nothing_saved_yet}
        case Confirmed.REWRITE:
            return {next(iter(parts)).value: None, **nothing_saved_yet}
        case Confirmed.KEEP:
            kept = [*(call.slot(Slot.KEPT_AS_IT_IS) or ()), *_fingerprints(call, parts)]
            return {Slot.KEPT_AS_IT_IS.value: kept, **nothing_saved_yet}
    return nothing_saved_yet


def ask(call: Call, parts: Undecided) -> None:
    """Show the exact words, and ask what to do with them."""
    items = {(item.text, item.kind): item for found in parts.values() for item in found}
    told = [call.text(f"may_be_{kind}", words=" ".join(text.split())) for text, kind in items]
    call.say(Response.PERSONAL_DATA_FOUND, found=", ".join(told), buttons=_buttons(call, parts))


def _buttons(call: Call, parts: Undecided) -> list[dict[str, str]]:
    words = list(
        dict.fromkeys(w for p in parts for w in neutral_words(call.slot(p), _neutral(call)))
    )
    replace = (
        call.text("replace_with", words=words[0]) if len(words) == 1 else call.text("replace")
    )
    titles = {
        Confirmed.REPLACE: replace,
        Confirmed.REWRITE: call.text("rewrite"),
        Confirmed.KEEP: call.text("keep_as_it_is"),
    }
    return [
        {"title": title, "payload": f'/edit_reflection{{"field": "{choice}"}}'}
        for choice, title in titles.items()
    ]


def _neutral(call: Call) -> NeutralWords:
    kinds = ("pupil", "teacher", "person", "relative")
    return NeutralWords(**{kind: call.text(f"some_{kind}") for kind in kinds})


def _fingerprints(call: Call, parts: Iterable[Slot]) -> list[str]:
    return [fingerprint(call.slot(part)) for part in parts]


def nameless(call: Call, text: str) -> str:
    """Give a short text with neutral words for what is likely to be personal data of others."""
    return replace_personal_data(text, _neutral(call))
