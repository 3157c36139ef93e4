"""The words of a hand-over: one shape for the chat, the page and the printed document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain_model.actors import PartnerId
from bot.domain_model.dates import write_day, write_when
from bot.domain_model.people import write_names
from bot.domain_model.reflections import Reflection
from bot.domain_model.visits import Visit
from bot.services.ports.handovers import Handover
from bot.texts import Texts

_PARTS = ("happened", "worked", "hard", "next_step")
_SHORT = 300
"""Characters of a reflection in the chat; the page and the document have all of it."""
_THEMES = 4


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, a line or paragraph each."""

    title: str
    lines: tuple[str, ...]


class HandoverTexts:
    """Writes hand-overs."""

    def __init__(self, texts: Texts, zone: ZoneInfo) -> None:
        """Take wording from `texts`, and read clocks in `zone`."""
        self._texts = texts
        self._zone = zone

    def message(self, pack: Handover, language: str, *, at: datetime) -> str:
        """Write a pack as one message."""
        title = self._texts.get("handovers.title", language, school=pack.school.name)
        told = (
            "\n".join([each.title, *(f"• {line}" for line in each.lines)])
            for each in self.sections(pack, language, at=at, whole=False)
        )
        return "\n\n".join([title, *told])

    def given(self, pack: Handover, language: str, *, at: datetime) -> str:
        """Write a pack for the partner whom a coordinator gives the school to."""
        said = self._texts.get("handovers.given", language, school=pack.school.name)
        if pack.empty:
            nothing = self._texts.get("handovers.given_nothing", language)
            return f"{said} {nothing}"
        return f"{said}\n\n{self.message(pack, language, at=at)}"

    def sections(
        self, pack: Handover, language: str, *, at: datetime, whole: bool
    ) -> list[Section]:
        """Write the parts of a pack; those with nothing in them are left out."""
        every = (
            ("steps", [self._step(each, language, at) for each in pack.open_steps]),
            ("reflections", [self._told(each, language, at, whole) for each in pack.reflections]),
            ("themes", list(self._themes(pack, language))),
            ("visits", [self._visit(each, pack.reader, language, at) for each in pack.visits]),
        )  # fmt: skip
        return [
            Section(self._texts.get(f"handovers.{name}", language), tuple(lines))
            for name, lines in every
            if lines
        ]

    def _step(self, reflection: Reflection, language: str, at: datetime) -> str:
        return f"{self._heading(reflection, language, at)}: {reflection.parts.next_step.strip()}"

    def _told(self, reflection: Reflection, language: str, at: datetime, whole: bool) -> str:
        parts = (
            f"{self._texts.get(f'dialogue.{part}', language)}: {text}"
            for part in _PARTS
            if (text := " ".join(getattr(reflection.parts, part).split()))
        )
        between = "\n" if whole else " "
        told = between.join(parts)
        if not whole and len(told) > _SHORT:
            told = f"{told[:_SHORT].rsplit(' ', 1)[0]} …"
        return f"{self._heading(reflection, language, at)}:{between}{told}"

    def _heading(self, reflection: Reflection, language: str, at: datetime) -> str:
        today = at.astimezone(self._zone).date()
        day = write_day(reflection.visited_on, language, today=today)
        return ", ".join(filter(None, (day, reflection.author_name)))

    def _themes(self, pack: Handover, language: str) -> Iterator[str]:
        for year, counts in groupby(pack.themes, key=lambda each: each.year):
            named = [
                f"{self._texts.get(f'themes.{each.theme}', language)} ({each.count})"
                for each in counts
            ]
            yield f"{year}: {', '.join(named[:_THEMES])}"

    def _visit(self, visit: Visit, reader: PartnerId | None, language: str, at: datetime) -> str:
        when = write_when(visit.starts_at, visit.ends_at, language, zone=self._zone, at=at)
        who = write_names([each.name for each in visit.others(reader)], language)
        made = ", ".join(filter(None, (when, who)))
        if not visit.purpose:
            return made
        return f"{made}. {self._texts.get('visits.purpose', language, purpose=visit.purpose)}"
