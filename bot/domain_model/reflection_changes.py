"""What changes in a reflection after it was kept: versions, and what became of its next step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import ReflectionTheme, ThemeSource, suggested


class ReflectionField(StrEnum):
    """What may change in a reflection."""

    SCHOOL = "school"
    VISITED_ON = "visited_on"
    HAPPENED = "happened"
    WORKED = "worked"
    HARD = "hard"
    NEXT_STEP = "next_step"
    SHARING = "sharing"
    THEMES = "themes"


class NextStepOutcome(StrEnum):
    """What became of a next step, as its author tells it at the next log from the school."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class ReflectionVersion:
    """One change: what stood in `field` until `changed_at`."""

    field: ReflectionField
    before: str
    set_by: ThemeSource
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ReflectionContent:
    """All that its author may change in a reflection."""

    school_name: str
    parts: ReflectionParts
    visited_on: date
    sharing: Sharing


def content_of(reflection: Reflection) -> ReflectionContent:
    """Give what stands in a reflection now."""
    return ReflectionContent(
        reflection.school_name, reflection.parts, reflection.visited_on, reflection.sharing
    )


def differences(
    old: ReflectionContent, new: ReflectionContent
) -> Iterator[tuple[ReflectionField, str]]:
    """Give each field that is not the same any more, with what stood there."""
    if new.school_name != old.school_name:
        yield ReflectionField.SCHOOL, old.school_name
    if new.visited_on != old.visited_on:
        yield ReflectionField.VISITED_ON, old.visited_on.isoformat()
    for part in fields(ReflectionParts):
        before = getattr(old.parts, part.name)
        if before != getattr(new.parts, part.name):
            yield ReflectionField(part.name), before
    if new.sharing is not old.sharing:
        yield ReflectionField.SHARING, old.sharing.value


def themes_after(reflection: Reflection, parts: ReflectionParts) -> tuple[ReflectionTheme, ...]:
    """Give the themes of a reflection whose words change.

    What nobody has decided about is suggested anew. What was decided stays, with the words that
    speak for it now: words that are gone from the text are gone from here as well.
    """
    new = suggested(parts.text)
    if all(each.set_by is ThemeSource.SUGGESTED for each in reflection.themes):
        return new
    words = {each.theme: each.evidence for each in new}
    return tuple(
        ReflectionTheme(each.theme, words.get(each.theme, ""), each.set_by)
        for each in reflection.themes
    )
