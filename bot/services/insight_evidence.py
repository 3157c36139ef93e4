"""What an insight stands on: choose it, and look at it before publishing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain_model.actors import Actor
from bot.domain_model.insight_names import names_in
from bot.domain_model.insights import (
    Insight,
    InsightIsPublished,
    InsightLimits,
    InsightState,
    Stance,
    Support,
    cited,
    support_of,
)
from bot.domain_model.name_consents import ConsentState, NamedKind
from bot.domain_model.reflections import Reflection, ReflectionId
from bot.services.access import (
    access_citable_reflection,
    access_own_insight,
    reflections_citable_by,
)
from bot.services.insights import forbidden_names, note
from bot.services.ports.insights import ReflectionSearch
from bot.services.ports.unit_of_work import Begin, UnitOfWork


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is named, by the words of the text; `state` None until they are asked."""

    kind: NamedKind
    words: tuple[str, ...]
    state: ConsentState | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that speaks for and against an insight, as its writer may see it."""

    insight: Insight
    supporting: tuple[Reflection, ...]
    contrary: tuple[Reflection, ...]
    support: Support
    enough: bool
    """Whether so many stand behind it that it may be published."""
    too_near: frozenset[ReflectionId]
    """What is not shared as far as the insight would be read: it would not be cited."""
    names: tuple[str, ...]
    """The words that name somebody who has not allowed it."""
    mentions: tuple[Mention, ...]
    """Whom it names, and what they have said of it."""


class InsightEvidence:
    """What insights stand on."""

    def __init__(self, begin: Begin, limits: InsightLimits) -> None:
        """Work on the database of `begin`; `limits` say how much is enough."""
        self._begin = begin
        self._limits = limits

    def examine(self, actor: Actor, insight_id: str) -> Evidence:
        """Give an insight that `actor` looks after, with what speaks for and against it.

        Raises:
            NotFound: when there is none.
        """
        with self._begin() as uow:
            insight = access_own_insight(uow, actor, insight_id)
            sources = uow.insights.sources(insight.id)
            shown = {
                each.reflection_id: access_citable_reflection(uow, actor, each.reflection_id)
                for each in sources
            }
            names = forbidden_names(uow, insight)
            mentions = tuple(_mentions(uow, insight))
        by_stance = {
            stance: tuple(shown[each.reflection_id] for each in sources if each.stance is stance)
            for stance in Stance
        }
        support = support_of(insight, sources)
        counted = {each.reflection_id for each in cited(insight, sources)}
        return Evidence(
            insight=insight,
            supporting=by_stance[Stance.SUPPORTS],
            contrary=by_stance[Stance.CONTRARY],
            support=support,
            enough=support.suffices(insight.reach, self._limits),
            too_near=frozenset(shown.keys() - counted),
            names=tuple(names),
            mentions=mentions,
        )

    def citable(
        self,
        actor: Actor,
        insight_id: str,
        search: ReflectionSearch,
        *,
        limit: int,
        before: str | None = None,
    ) -> list[tuple[Reflection, Stance | None]]:
        """List what an insight may cite, newest first, with how it does so now.

        Raises:
            NotFound: when there is no such insight that `actor` looks after.
        """
        with self._begin() as uow:
            insight = access_own_insight(uow, actor, insight_id)
            found = reflections_citable_by(uow, actor, search, limit=limit, before=before)
            now = {each.reflection_id: each.stance for each in uow.insights.sources(insight.id)}
        return [(each, now.get(each.id)) for each in found]

    def cite(
        self,
        actor: Actor,
        insight_id: str,
        stances: Mapping[str, Stance | None],
        *,
        at: datetime,
    ) -> None:
        """Cite these reflections from now on, or with None no more; others stay as they are.

        Raises:
            NotFound: when there is no such insight that `actor` looks after, or no such
                reflection that she may cite.
            InsightIsPublished: when it has to be withdrawn first.
        """
        with self._begin() as uow:
            insight = access_own_insight(uow, actor, insight_id)
            if insight.state is InsightState.PUBLISHED:
                raise InsightIsPublished
            for reflection_id, stance in stances.items():
                reflection = access_citable_reflection(uow, actor, reflection_id)
                uow.insights.cite(insight.id, reflection.id, stance)
            note(uow, actor, "cite", insight, at)
            uow.commit()


def _mentions(uow: UnitOfWork, insight: Insight) -> Iterator[Mention]:
    said = {
        (each.subject.kind, each.subject.id): each.state
        for each in uow.name_consents.of_insight(insight.id)
    }
    for subject in uow.name_consents.subjects(insight.id):
        words = names_in(insight.text.everything, [subject])
        if words:
            state = said.get((subject.kind, subject.id)) if subject.cited else ConsentState.LAPSED
            yield Mention(subject.kind, tuple(words), state)
