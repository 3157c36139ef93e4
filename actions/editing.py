"""Change a saved reflection: by its parts, or by editing the message that told it."""

from __future__ import annotations

import re
from dataclasses import asdict, replace

from rasa_sdk.events import SlotSet

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.drafts import (
    Draft,
    all_waiting,
    draft_of,
    is_begun,
    open_draft,
    opened,
    waiting_draft,
)
from actions.message_sources import parts_told
from actions.names import (
    REFLECTION_DRAFT,
    REFLECTION_PARTS,
    SKIPPED,
    ActionName,
    Entity,
    Outcome,
    Response,
    Slot,
)
from actions.own_reflections import meant
from actions.reflection_words import name_of
from bot.domain_model.errors import NotFound
from bot.domain_model.notes import split_note
from bot.domain_model.privacy import find_personal_data
from bot.domain_model.reflection_changes import content_of
from bot.domain_model.reflections import EmptyReflection, Reflection, ReflectionParts
from bot.services.ports.reflections import NEWEST, WHOLE_NOTE

_FIELDS = (
    (Slot.NEXT_STEP, r"neste (?:steg|skritt|gang|gong)|next step"),
    (Slot.SHARING, r"dele\w*|deling\w*|shar\w+"),
    (Slot.VISIT_DATE, r"dato\w*|dag(?:en)?|date|day"),
    (Slot.HARD, r"vanskel\w+|krev\w+|hard|difficult"),
    (Slot.WORKED, r"fungerte|virk\w+|gikk bra|gjekk bra|worked"),
    (Slot.HAPPENED, r"skjedde|hende|hendte|happened"),
    (Slot.SCHOOL, r"skolen|skulen|school"),
)


class ActionEditReflection(RefleksAction):
    """Opens a saved reflection in the form, where every part may be told again."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.EDIT_REFLECTION.value

    def perform(self, call: Call) -> list[Event]:
        """Report READY with the reflection as a draft, EMPTY or GONE when there is none.

        A new reflection that was begun waits meanwhile.
        """
        try:
            reflection = meant(call)
        except NotFound:
            return [outcome(Outcome.GONE)]
        if reflection is None:
            return [outcome(Outcome.EMPTY)]
        draft, field, again = {**draft_of(reflection), **_set_right(call)}, _field(call), []
        if field is not None:
            if field in set(REFLECTION_PARTS):
                say_what_stands(call, draft[field.value])
            # First what stands there, so that «tilbake» finds it, then the question.
            again = [SlotSet(field.value, None)]
        return [*_opened(call, draft), *again, outcome(Outcome.READY)]


class ActionEditMessage(RefleksAction):
    """Takes the new words of an edited message to where its old ones went."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.EDIT_MESSAGE.value

    def perform(self, call: Call) -> list[Event]:
        """Report DONE when a saved reflection was changed, READY when a draft was.

        GONE when the message told no part of a reflection, or does not tell it any more.
        """
        key, words = str(call.entity(Entity.MESSAGE)), str(call.entity(Entity.WORDS))
        saved = call.services.reflection_changes.given_by(call.actor, key)
        if saved is not None:
            return _saved_changed(call, *saved, words)
        told = parts_told(call.tracker).get(key, set())
        if not told or not is_begun(call.tracker):
            return [outcome(Outcome.GONE)]
        new = _retold(words, told.pop() if len(told) == 1 else WHOLE_NOTE)
        if new is None:
            return [outcome(Outcome.GONE)]
        draft = {**open_draft(call.tracker), **new}
        return [*opened(draft, waiting_draft(call.tracker)), outcome(Outcome.READY)]


def say_what_stands(call: Call, text: str | None) -> None:
    """Say what stands in a part that is to be told again, so that it can be copied."""
    if text and text != SKIPPED:
        call.say(Response.NOW_IT_SAYS, summary=text)


def _set_right(call: Call) -> Draft:
    """Give what is to stand in the reflection that was just saved: «nei, det var tirsdag»."""
    if call.entity(Entity.REFLECTION) != NEWEST:
        return {}
    told = {
        Slot.VISIT_DATE: call.entity(Entity.VISITED_ON),
        Slot.SCHOOL: call.entity(Entity.SCHOOL),
    }
    told[Slot.SCHOOL] = told[Slot.SCHOOL] and call.school
    return {slot.value: value for slot, value in told.items() if value}


def _field(call: Call) -> Slot | None:
    """Find which part is to be changed: by our button, or in words."""
    told = call.entity(Entity.FIELD)
    if told is not None:
        return Slot(told) if told in set(REFLECTION_DRAFT) else None
    found = (slot for slot, words in _FIELDS if re.search(rf"\b(?:{words})\b", call.words))
    return next(found, None)


def _opened(call: Call, draft: dict[str, object]) -> list[Event]:
    return opened(draft, all_waiting(call.tracker))


def _retold(words: str, part: str) -> dict[str, str] | None:
    """Give the parts that the new words tell; None when they tell nothing."""
    if part != WHOLE_NOTE:
        return {part: words.strip()}
    note = split_note(words)
    return None if note is None else {p: text or SKIPPED for p, text in asdict(note).items()}


def _saved_changed(call: Call, reflection: Reflection, part: str, words: str) -> list[Event]:
    new = _retold(words, part)
    if new is None:
        return [outcome(Outcome.GONE)]
    told = {name: "" if text == SKIPPED else text for name, text in new.items()}
    if any(_points_out(text, reflection) for text in told.values()):
        return [*_opened(call, {**draft_of(reflection), **new}), outcome(Outcome.READY)]
    try:
        parts = ReflectionParts(**{**asdict(reflection.parts), **told})
    except EmptyReflection:
        return [outcome(Outcome.GONE)]
    content = replace(content_of(reflection), parts=parts)
    kept = call.services.reflection_changes.change(call.actor, reflection.id, content, at=call.at)
    call.say(Response.MESSAGE_CHANGED, reflection=name_of(call, kept))
    return [outcome(Outcome.DONE)]


def _points_out(text: str, reflection: Reflection) -> bool:
    """Tell whether a text holds likely personal data that did not stand there before."""
    before = reflection.parts.text
    return any(item.text not in before for item in find_personal_data(text))
