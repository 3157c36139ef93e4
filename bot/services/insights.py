"""Write insights, publish them, and find those that suit a partner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain_model.access import insight_scope, writes_insights
from bot.domain_model.actors import Actor, PartnerId, Role
from bot.domain_model.errors import NotAllowed
from bot.domain_model.insight_names import NamesInInsight, names_in
from bot.domain_model.insights import (
    Insight,
    InsightId,
    InsightIsPublished,
    InsightLimits,
    InsightState,
    InsightText,
    Reach,
    TooFewSources,
    support_of,
)
from bot.domain_model.name_consents import ConsentState
from bot.domain_model.people import Partner
from bot.domain_model.themes import Theme
from bot.services.access import (
    PAGE,
    access_insight,
    access_own_insight,
    insight_themes,
    insights_visible_to,
)
from bot.services.ports.insights import InsightSearch, NewInsight, Offer
from bot.services.ports.unit_of_work import Begin, UnitOfWork


@dataclass(frozen=True, slots=True)
class WriteInsight:
    """What a coordinator has written."""

    text: InsightText
    reach: Reach
    themes: tuple[Theme, ...]


class Insights:
    """What several partners learned, written together."""

    def __init__(self, begin: Begin, limits: InsightLimits) -> None:
        """Work on the database of `begin`; publish nothing that fewer than `limits` support."""
        self._begin = begin
        self.limits = limits

    def write(self, actor: Actor, wish: WriteInsight, *, at: datetime) -> Insight:
        """Keep a draft.

        Raises:
            NotAllowed: when `actor` writes no insights.
        """
        if not writes_insights(actor):
            raise NotAllowed
        institution = actor.institution_id if actor.coordinates else None
        reach = wish.reach if institution else Reach.NETWORK
        new = NewInsight(institution, actor.account_id, wish.text, reach, wish.themes)
        with self._begin() as uow:
            insight = uow.insights.add(new, at)
            note(uow, actor, "write", insight, at)
            uow.commit()
        return insight

    def rewrite(
        self, actor: Actor, insight_id: str, wish: WriteInsight, *, at: datetime
    ) -> Insight:
        """Change an insight that is not published.

        Raises:
            NotFound: when there is none that `actor` looks after.
            InsightIsPublished: when it has to be withdrawn first.
        """
        with self._begin() as uow:
            insight = access_own_insight(uow, actor, insight_id)
            if insight.state is InsightState.PUBLISHED:
                raise InsightIsPublished
            reach = wish.reach if insight.institution_id else Reach.NETWORK
            changed = replace(insight, text=wish.text, reach=reach, themes=wish.themes)
            uow.insights.save(changed)
            if changed.text != insight.text:
                uow.name_consents.lapse(insight.id)
            note(uow, actor, "rewrite", insight, at)
            uow.commit()
        return changed

    def publish(self, actor: Actor, insight_id: str, *, at: datetime) -> Insight:
        """Let everybody within its reach read an insight.

        What it cites that is not shared that far is cited no more.

        Raises:
            NotFound: when there is none that `actor` looks after.
            TooFewSources: when too few stand behind it.
            NamesInInsight: when it names somebody who has not allowed it; the error has the
                words.
        """
        with self._begin() as uow:
            insight = access_own_insight(uow, actor, insight_id)
            support = support_of(insight, uow.insights.sources(insight.id))
            if not support.suffices(insight.reach, self.limits):
                raise TooFewSources
            named = forbidden_names(uow, insight)
            if named:
                raise NamesInInsight(named)
            if insight.state is not InsightState.PUBLISHED:
                insight = replace(insight, state=InsightState.PUBLISHED, published_at=at)
                uow.insights.save(insight)
                uow.insights.forget_unshared([insight.id])
                note(uow, actor, "publish", insight, at)
            uow.commit()
        return insight

    def withdraw(self, actor: Actor, insight_id: str, *, at: datetime) -> Insight:
        """Take a published insight back; nobody else sees it from now on.

        Raises:
            NotFound: when there is none that `actor` looks after.
        """
        with self._begin() as uow:
            insight = access_own_insight(uow, actor, insight_id)
            if insight.state is InsightState.PUBLISHED:
                insight = replace(insight, state=InsightState.WITHDRAWN)
                uow.insights.save(insight)
                uow.digests.withdraw(insight.id)
                note(uow, actor, "withdraw", insight, at)
            uow.commit()
        return insight

    def get(self, actor: Actor, insight_id: str) -> Insight:
        """Give one insight; raise NotFound when there is none for `actor`."""
        with self._begin() as uow:
            return access_insight(uow, actor, insight_id)

    def visible_to(
        self,
        actor: Actor,
        search: InsightSearch | None = None,
        *,
        limit: int = PAGE,
        before: str | None = None,
    ) -> list[Insight]:
        """List what `actor` may read, newest first, older than the id `before`."""
        with self._begin() as uow:
            return insights_visible_to(
                uow, actor, search or InsightSearch(), limit=limit, before=before
            )

    def themes(self, actor: Actor) -> list[Theme]:
        """List the themes of the published insights that `actor` may read, the most of first."""
        with self._begin() as uow:
            return insight_themes(uow, actor)

    def for_partner(
        self, partner: PartnerId, themes: Collection[Theme], limit: int, at: datetime
    ) -> list[Insight]:
        """List insights for a partner, supported by another institution, on any of the themes."""
        with self._begin() as uow:
            hers = uow.partners.get(partner)
            offer = Offer(partner, at, themes, outside=hers.institution_id)
            return offered_insights(uow, hers, offer, limit=limit)


def offered_insights(
    uow: UnitOfWork, partner: Partner, offer: Offer, *, limit: int
) -> list[Insight]:
    """List what suits an offer to a partner, as part of a transaction that is open already."""
    reader = Actor(Role.PARTNER, None, partner.id, partner.institution_id)
    return uow.insights.offered(insight_scope(reader), offer, limit=limit)


def settle_insights(
    uow: UnitOfWork,
    limits: InsightLimits,
    *,
    at: datetime,
    among: Collection[InsightId] | None = None,
) -> None:
    """Let insights cite only what is shared, and take back those that may not stay out.

    Those are the ones with too few sources left, and those that name somebody who does not allow
    it any more, or whose experience is cited no more.

    Whoever lowers, withdraws or deletes reflections calls this afterwards, in the same
    transaction: no reader ever sees an insight that cites what its author took back.

    `among` are the insights that cited the reflection, asked for before it went; without it, all
    are looked at.
    """
    if among is not None and not among:
        return
    uow.insights.forget_unshared(among)
    short = uow.insights.short_of_sources(limits, among)
    naming = uow.name_consents.naming() if among is None else among
    for insight_id in dict.fromkeys([*short, *naming]):
        insight = uow.insights.find(insight_id)
        if insight is None or insight.state is not InsightState.PUBLISHED:
            continue
        if insight_id in short or forbidden_names(uow, insight):
            uow.insights.save(replace(insight, state=InsightState.DRAFT))
            uow.digests.withdraw(insight.id)
            uow.audit.add(None, "back_to_draft", "insight", insight.id, at)


def forbidden_names(uow: UnitOfWork, insight: Insight) -> list[str]:
    """List the words that name somebody who has not allowed it, or is cited no more."""
    given = {
        (each.subject.kind, each.subject.id)
        for each in uow.name_consents.of_insight(insight.id)
        if each.state is ConsentState.GIVEN
    }
    subjects = uow.name_consents.subjects(insight.id)
    silent = [each for each in subjects if not each.cited or (each.kind, each.id) not in given]
    return names_in(insight.text.everything, silent)


def note(uow: UnitOfWork, actor: Actor, action: str, insight: Insight, at: datetime) -> None:
    """Note in the audit log what was done to an insight."""
    uow.audit.add(actor.account_id, action, "insight", insight.id, at)
