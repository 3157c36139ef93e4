"""Show a reflection's draft, save it, list what was saved."""

from __future__ import annotations

from datetime import date

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.draft_privacy import ask, undecided
from actions.drafts import forgotten
from actions.names import REFLECTION_PARTS, SKIPPED, ActionName, Outcome, Response, Slot
from actions.words import read_choice
from bot.domain_model.dates import write_day, write_near_day
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import suggested
from bot.services.reflections import LogReflection

_LISTED = 5
_PREVIEW = 80


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
        if call.wants_to_edit and not (parts and read_choice(call.message)):
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
        """Save, and forget the draft only when it is committed."""
        parts = {part.value: _told(call, part) for part in REFLECTION_PARTS}
        wish = LogReflection(
            source_key=call.source_key,
            school=None if call.slot(Slot.SCHOOL) == SKIPPED else call.slot(Slot.SCHOOL),
            parts=ReflectionParts(**parts),
            visited_on=date.fromisoformat(call.slot(Slot.VISIT_DATE)),
            sharing=Sharing(call.slot(Slot.SHARING)),
        )
        call.services.reflections.log(call.actor, wish, at=call.at)
        return [*forgotten(call.tracker), outcome(Outcome.DONE)]


class ActionListReflections(RefleksAction):
    """Lists the partner's own latest reflections."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.LIST_REFLECTIONS.value

    def perform(self, call: Call) -> list[Event]:
        """Say the list; report EMPTY when there is nothing in it."""
        actor = call.actor
        if actor.partner_id is None:
            return [outcome(Outcome.NOT_PARTNER)]
        own = call.services.reflections.own(actor, limit=_LISTED)
        if not own:
            return [outcome(Outcome.EMPTY)]
        call.say(Response.REFLECTIONS_LIST, list="\n".join(_line(call, each) for each in own))
        return [outcome(Outcome.DONE)]


def _told(call: Call, part: Slot) -> str:
    text = call.slot(part) or ""
    return "" if text == SKIPPED else text


def _summary(call: Call) -> list[str]:
    visited_on = date.fromisoformat(call.slot(Slot.VISIT_DATE))
    day = write_near_day(visited_on, call.language, today=call.today)
    school = _told(call, Slot.SCHOOL) or call.text("no_school")
    lines = [
        f"{call.text('school')}: {school}",
        f"{call.text('date')}: {day}",
    ]
    for part in REFLECTION_PARTS:
        if told := _told(call, part):
            lines.append(f"{call.text(part.value)}: {told}")
    if themes := _themes(call):
        lines.append(f"{call.text('themes')}: {themes}")
    shared_with = call.text(f"sharing_{call.slot(Slot.SHARING)}")
    return [*lines, f"{call.text('shared_with')}: {shared_with}"]


def _themes(call: Call) -> str:
    text = "\n".join(_told(call, part) for part in REFLECTION_PARTS)
    named = (
        f"{call.services.texts.get(f'themes.{each.theme}', call.language)} "
        f"(«{' '.join(each.evidence.split())}»)"
        for each in suggested(text)
    )
    return ", ".join(named)


def _line(call: Call, reflection: Reflection) -> str:
    day = write_day(reflection.visited_on, call.language, today=call.today)
    parts = reflection.parts
    text = next(filter(None, (parts.happened, parts.worked, parts.hard, parts.next_step)), "")
    text = " ".join(text.split())
    short = text if len(text) <= _PREVIEW else f"{text[:_PREVIEW].rsplit(' ', 1)[0]} …"
    return f"• {day}, {reflection.school_name or call.text('no_school')}: {short}"
