"""What a reminder says: when and where, and what helps at that very visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.dates import write_time, write_when
from bot.domain_model.insights import Insight
from bot.domain_model.people import write_names
from bot.domain_model.reflections import Reflection
from bot.domain_model.reminders import snoozes_before
from bot.domain_model.themes import Theme, suggest_themes
from bot.domain_model.visits import ReminderKind, Visit
from bot.services.ports.assistant import Button, payload
from bot.texts import Texts

DONE = "done"
"""What a button says that wants no more reminders of a visit."""
LATER = "later"
"""The choice among the buttons that put a reminder off, or are done with it."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a reminder is given about, in which language, and what is known from last time."""

    kind: ReminderKind
    visit: Visit
    language: str
    last: Reflection | None
    insight: Insight | None = None
    """One from elsewhere, on what the school's last visit was about."""
    together: tuple[str, ...] = ()
    """The names of those who go on the visit as well."""

    @property
    def themes(self) -> tuple[Theme, ...]:
        """What the last visit to the school was about, as far as the reflection on it tells."""
        if self.last is None:
            return ()
        if self.last.themes:
            return tuple(each.theme for each in self.last.themes)
        parts = self.last.parts
        told = "\n".join((parts.next_step, parts.hard, parts.happened))
        return tuple(each.theme for each in suggest_themes(told))

    @property
    def theme(self) -> Theme | None:
        """The theme to dwell on: one that the insight is about as well, if there is one."""
        shared = self.insight.themes if self.insight else ()
        return next(
            (each for each in self.themes if each in shared), next(iter(self.themes), None)
        )


class ReminderTexts:
    """Writes reminders and the buttons under them."""

    def __init__(self, texts: Texts, zone: ZoneInfo) -> None:
        """Take the words from `texts`; clocks are read in `zone`."""
        self._texts = texts
        self._zone = zone

    def text(self, occasion: Occasion, at: datetime) -> str:
        """Write a reminder that is given at the time `at`."""
        if occasion.kind is ReminderKind.AFTER_VISIT:
            return self._say("after_visit", occasion, school=occasion.visit.school_name)
        if occasion.kind is ReminderKind.HOUR_BEFORE:
            return "\n".join(self._just_before(occasion, at))
        return "\n".join(self._day_before(occasion, at))

    def buttons(self, occasion: Occasion, at: datetime) -> list[Button]:
        """Give what can be done about a reminder that is given at the time `at`."""
        visit = occasion.visit
        later = self.snooze_buttons(occasion, at)
        about = {"visit": visit.id, "reminder": occasion.kind.value}
        enough = payload("snooze_reminder", **about, snooze=DONE)
        done = self._button("done", occasion, enough, LATER)
        if occasion.kind is ReminderKind.AFTER_VISIT:
            day = visit.starts_at.astimezone(self._zone).date().isoformat()
            reflect = payload("log_reflection", school=visit.school_name, visited_on=day)
            return [self._button("reflect", occasion, reflect), *later, done]
        return [
            self._button("prepare", occasion, payload("prepare_visit_request", visit=visit.id)),
            *later,
            self._button("move", occasion, payload("move_visit", visit=visit.id)),
            self._button("cancel", occasion, payload("cancel_visit", visit=visit.id)),
            done,
        ]

    def snooze_buttons(self, occasion: Occasion, at: datetime) -> list[Button]:
        """Give the buttons that put a reminder off, as far as it is then still of use."""
        kind, visit = occasion.kind, occasion.visit
        about = {"visit": visit.id, "reminder": kind.value}
        return [
            self._button(
                f"snooze_{each}",
                occasion,
                payload("snooze_reminder", **about, snooze=each.value),
                LATER,
            )
            for each in snoozes_before(visit.useful_until(kind), at, self._zone)
        ]

    def _button(
        self, title: str, occasion: Occasion, meaning: str, choice: str | None = None
    ) -> Button:
        return Button(self._say(title, occasion), meaning, choice)

    def _day_before(self, occasion: Occasion, at: datetime) -> Iterator[str]:
        visit = occasion.visit
        when = write_when(
            visit.starts_at, visit.ends_at, occasion.language, zone=self._zone, at=at
        )
        yield self._say("day_before", occasion, when=_capital(when), school=visit.school_name)
        if occasion.together:
            names = write_names(occasion.together, occasion.language)
            yield self._say("together", occasion, names=names)
        if visit.purpose:
            yield self._texts.get("visits.purpose", occasion.language, purpose=visit.purpose)
        yield from self._from_last_time(occasion)
        if occasion.insight is not None:
            yield self._from_elsewhere(occasion, occasion.insight)
        yield self._question(occasion)

    def _just_before(self, occasion: Occasion, at: datetime) -> Iterator[str]:
        visit = occasion.visit
        clock = write_time(visit.starts_at, visit.ends_at, occasion.language, zone=self._zone)
        minutes = max(1, round((visit.starts_at - at).total_seconds() / 60))
        key = "in_an_hour" if 55 <= minutes <= 60 else "in_minutes"
        if minutes > 60:
            yield from self._day_before(occasion, at)
            return
        soon = self._say(key, occasion, minutes=minutes)
        yield self._say("hour_before", occasion, soon=soon, when=clock, school=visit.school_name)
        told = list(self._from_last_time(occasion))[:1]
        yield from told
        yield self._question(occasion)

    def _from_last_time(self, occasion: Occasion) -> Iterator[str]:
        """Say what the partner wanted to do next, and what was hard, at this school."""
        parts = occasion.last.parts if occasion.last else None
        if parts and parts.next_step:
            yield self._say("next_step", occasion, step=parts.next_step)
        if parts and parts.hard:
            yield self._say("hard", occasion, hard=parts.hard)

    def _from_elsewhere(self, occasion: Occasion, insight: Insight) -> str:
        """Tell what others learned, on the theme that they share with the last visit."""
        theme = self._texts.get(f"themes.{occasion.theme}", occasion.language)
        text = insight.text.text_nn if occasion.language == "nn" else insight.text.text_nb
        return self._say("insight", occasion, theme=theme, text=text)

    def _question(self, occasion: Occasion) -> str:
        """Give one question to ask: about what the last visit was about, if that is known."""
        asked = self._say(f"ask_{occasion.theme}" if occasion.theme else "ask", occasion)
        return self._say("question", occasion, question=asked)

    def _say(self, key: str, occasion: Occasion, **values: object) -> str:
        return self._texts.get(f"reminders.{key}", occasion.language, **values)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
