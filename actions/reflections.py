"""Show a reflection's draft, and save it."""

from __future__ import annotations

from datetime import date

from rasa_sdk import Tracker

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.draft_privacy import ask, undecided
from actions.drafts import edited, forgotten
from actions.message_sources import messages_told
from actions.names import REFLECTION_PARTS, SKIPPED, ActionName, Outcome, Response, Slot
from actions.reflection_words import written
from actions.words import read_choice, sharing_in
from bot.domain_model.errors import NotFound
from bot.domain_model.reflection_changes import ReflectionContent
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import suggested
from bot.services.reflections import LogReflection


class ActionAskReflectionFormConfirmation(RefleksAction):
    """Shows what would be saved, before it is."""

    answers = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.ASK_REFLECTION_CONFIRMATION.value

    def perform(self, call: Call) -> list[Event]:
        """Say the summary, without the parts that were passed over; or ask what to change.

        Likely personal data of others comes first: nothing is saved before it is decided about.
        """
        parts = undecided(call.tracker)
        told = (parts and read_choice(call.message)) or sharing_in(call.told)
        if call.wants_to_edit and not told:
            call.say(Response.ASK_REFLECTION_FIELD)
        elif parts:
            ask(call, parts)
        else:
            call.say(Response.REFLECTION_SUMMARY, summary="\n".join(_summary(call)))
        return []


class ActionSaveReflection(RefleksAction):
    """Saves the confirmed draft, once for the message that confirmed it."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.SAVE_REFLECTION.value

    def perform(self, call: Call) -> list[Event]:
        """Save, and forget the draft only when it is committed.

        Report CHANGED for one that was saved before, GONE when that one was deleted meanwhile.
        """
        content, saved = _content(call.tracker), edited(call.tracker)
        if saved is not None:
            try:
                call.services.reflection_changes.change(call.actor, saved, content, at=call.at)
            except NotFound:
                return [*forgotten(call.tracker), outcome(Outcome.GONE)]
            return [*forgotten(call.tracker), outcome(Outcome.CHANGED)]
        wish = LogReflection(
            source_key=call.source_key,
            school=content.school_name or None,
            parts=content.parts,
            visited_on=content.visited_on,
            sharing=content.sharing,
            messages=messages_told(call.tracker),
        )
        call.services.reflections.log(call.actor, wish, at=call.at)
        return [*forgotten(call.tracker), outcome(Outcome.DONE)]


def _content(tracker: Tracker) -> ReflectionContent:
    return ReflectionContent(
        _told(tracker, Slot.SCHOOL),
        ReflectionParts(**{part.value: _told(tracker, part) for part in REFLECTION_PARTS}),
        date.fromisoformat(tracker.get_slot(Slot.VISIT_DATE.value)),
        Sharing(tracker.get_slot(Slot.SHARING.value)),
    )


def _told(tracker: Tracker, slot: Slot) -> str:
    text = tracker.get_slot(slot.value) or ""
    return "" if text == SKIPPED else text


def _summary(call: Call) -> list[str]:
    """Write the draft in full; one with nothing in it as well."""
    told = (_told(call.tracker, part) for part in REFLECTION_PARTS)
    text = "\n".join(filter(None, told))
    if not text:
        shared = call.text(f"sharing_{call.slot(Slot.SHARING)}")
        return [f"{call.text('shared_with')}: {shared}"]
    return list(written(call, _content(call.tracker), suggested(text)))
