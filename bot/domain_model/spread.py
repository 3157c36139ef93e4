"""The spread ledger: how far what one partner learned has come, counted and never by name.

A reflection spreads when an insight that cites it is handed to somebody other than its author:
to a colleague of the same institution, or to somebody at another. All is counted from plain
rows, so that every figure can be worked out by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.insights import InsightId
from bot.domain_model.reflections import ReflectionId
from bot.domain_model.themes import Theme


@dataclass(frozen=True, slots=True)
class Logged:
    """A reflection; its loop is closed when it was told what became of its next step."""

    reflection: ReflectionId
    partner: PartnerId
    institution: InstitutionId
    at: datetime
    themes: tuple[Theme, ...] = ()
    has_next_step: bool = False
    loop_closed: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A reflection that an insight cites."""

    insight: InsightId
    reflection: ReflectionId


@dataclass(frozen=True, slots=True)
class Handed:
    """An insight that was handed to a partner, and what she did with it."""

    insight: InsightId
    partner: PartnerId
    institution: InstitutionId
    at: datetime
    opened: bool = False
    used: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """How many reflections came so far: to a colleague, and to another institution."""

    colleagues: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class ThemeSpread:
    """The figures of one theme."""

    theme: Theme
    partners: int
    reflections: int
    spread: int
    """Reflections that came to anybody but their author."""
    next_steps: int
    loops_closed: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a group's reflections have come."""

    partners: int
    reflections: int
    cited: int
    delivered: Stage
    opened: Stage
    used: Stage
    median_time: timedelta | None
    """From the log to the first other reader; None when there was none."""
    themes: tuple[ThemeSpread, ...]

    @property
    def reached_colleague(self) -> float:
        """The share of reflections that came to at least one colleague."""
        return self.delivered.colleagues / self.reflections if self.reflections else 0.0

    @property
    def reached_others(self) -> float:
        """The share of reflections that came to at least one other institution."""
        return self.delivered.others / self.reflections if self.reflections else 0.0


def spread(
    logged: Sequence[Logged], citations: Iterable[Citation], handed: Iterable[Handed]
) -> Spread:
    """Count how far the reflections `logged` have come, in whoever's hands."""
    given: dict[InsightId, list[Handed]] = defaultdict(list)
    for each in handed:
        given[each.insight].append(each)
    insights: dict[ReflectionId, set[InsightId]] = defaultdict(set)
    for citation in citations:
        insights[citation.reflection].add(citation.insight)
    readers = {
        each.reflection: [
            reader
            for insight in insights[each.reflection]
            for reader in given[insight]
            if reader.partner != each.partner and reader.at >= each.at
        ]
        for each in logged
    }
    times = [
        (min(reader.at for reader in found) - each.at).total_seconds()
        for each in logged
        if (found := readers[each.reflection])
    ]
    return Spread(
        partners=len({each.partner for each in logged}),
        reflections=len(logged),
        cited=sum(bool(insights[each.reflection]) for each in logged),
        delivered=_stage(logged, readers),
        opened=_stage(logged, _only(readers, "opened")),
        used=_stage(logged, _only(readers, "used")),
        median_time=timedelta(seconds=median(times)) if times else None,
        themes=tuple(_themes(logged, readers)),
    )


_Readers = Mapping[ReflectionId, Sequence[Handed]]


def _only(readers: _Readers, did: str) -> _Readers:
    return {
        reflection: [each for each in found if getattr(each, did)]
        for reflection, found in readers.items()
    }


def _stage(logged: Iterable[Logged], readers: _Readers) -> Stage:
    colleagues = others = 0
    for each in logged:
        at = {reader.institution for reader in readers[each.reflection]}
        colleagues += each.institution in at
        others += bool(at - {each.institution})
    return Stage(colleagues, others)


def _themes(logged: Sequence[Logged], readers: _Readers) -> Iterable[ThemeSpread]:
    for theme in Theme:
        about = [each for each in logged if theme in each.themes]
        if about:
            steps = [each for each in about if each.has_next_step]
            yield ThemeSpread(
                theme,
                partners=len({each.partner for each in about}),
                reflections=len(about),
                spread=sum(bool(readers[each.reflection]) for each in about),
                next_steps=len(steps),
                loops_closed=sum(each.loop_closed for each in steps),
            )


def without_small_groups(figures: Spread, smallest: int) -> Spread | None:
    """Leave out every figure that fewer than `smallest` partners stand behind.

    None when that is all of them: a figure for one or two people is about those people.
    """
    if figures.partners < smallest:
        return None
    kept = tuple(each for each in figures.themes if each.partners >= smallest)
    return replace(figures, themes=kept)
