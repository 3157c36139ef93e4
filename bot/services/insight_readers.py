"""Give insights to partners, and hear what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain_model.actors import Actor
from bot.domain_model.insights import (
    DeliveredHow,
    Insight,
    Stance,
    Support,
    Verdict,
    cited,
    support_of,
)
from bot.domain_model.people import Partner
from bot.domain_model.themes import Theme
from bot.services.access import access_insight, own_partner
from bot.services.insights import offered_insights
from bot.services.ports.insights import Offer
from bot.services.ports.unit_of_work import Begin, UnitOfWork

AFTER_LOG = 2
"""Insights that are offered after logging: more would be a list, and nobody reads lists."""


@dataclass(frozen=True, slots=True)
class OpenedInsight:
    """An insight as a partner reads it, with how many stand behind it and against it."""

    insight: Insight
    support: Support
    contrary: int
    verdict: Verdict | None
    """What she has said of it."""


class InsightReaders:
    """What partners do with insights."""

    def __init__(self, begin: Begin) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin

    def after_log(self, actor: Actor, themes: tuple[Theme, ...], *, at: datetime) -> list[Insight]:
        """List what others have learned about themes that a partner has just written about.

        Only what she has not been given before; nothing when `actor` is no partner.
        """
        if actor.partner_id is None or not themes:
            return []
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            offer = Offer(partner.id, at, themes, new_only=True)
            return offered_insights(uow, partner, offer, limit=AFTER_LOG)

    def open(self, actor: Actor, insight_id: str, *, at: datetime) -> OpenedInsight:
        """Give an insight to a partner who wants to read it, and note that she has.

        Raises:
            NotAllowed: when `actor` is not a partner.
            NotFound: when there is none for her, or it is not published any more.
        """
        with self._begin() as uow:
            partner, insight = _opened(uow, actor, insight_id, at)
            sources = uow.insights.sources(insight.id)
            given = uow.insights.delivery(insight.id, partner.id)
            uow.commit()
        against = [each for each in cited(insight, sources) if each.stance is Stance.CONTRARY]
        verdict = given.verdict if given else None
        return OpenedInsight(insight, support_of(insight, sources), len(against), verdict)

    def judge(self, actor: Actor, insight_id: str, verdict: Verdict, *, at: datetime) -> Insight:
        """Note what a partner says of an insight: useful, used on a visit, or not relevant.

        Raises:
            NotAllowed: when `actor` is not a partner.
            NotFound: when there is none for her, or it is not published any more.
        """
        with self._begin() as uow:
            partner, insight = _opened(uow, actor, insight_id, at)
            uow.insights.judge(insight.id, partner.id, verdict, at)
            uow.commit()
        return insight


def _opened(
    uow: UnitOfWork, actor: Actor, insight_id: str, at: datetime
) -> tuple[Partner, Insight]:
    """Give an insight and the partner who has it before her, and note that she has."""
    partner = own_partner(uow, actor)
    insight = access_insight(uow, actor, insight_id)
    uow.insights.deliver_once(insight.id, partner.id, DeliveredHow.BROWSE, at)
    uow.insights.open_once(insight.id, partner.id, at)
    return partner, insight
