"""Reflections and insights that tests are about."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.domain_model.insights import Insight, InsightText, Reach, Stance
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme
from bot.services.insights import WriteInsight
from bot.services.reflections import LogReflection
from tests.support.people import NOW

TEXT = InsightText(
    "Faste ti minutter med rektor",
    "Faste ti minutt med rektor",
    "Når ti minutter med rektor er avtalt før hver økt, blir ledelsen værende.",
    "Når ti minutt med rektor er avtalte før kvar økt, blir leiinga verande.",
)
ANCHORED = "Rektor måtte gå etter ti minutter igjen."
"""Suggests the theme of anchoring."""
_numbers = count()


def log(
    services: Services, actor: Actor, sharing: Sharing = Sharing.NETWORK, *, at: datetime = NOW
) -> Reflection:
    """Log a reflection about anchoring, shared this far."""
    number = next(_numbers)
    wish = LogReflection(
        f"test:{number}",
        "Åsveien skole",
        ReflectionParts(hard=f"{ANCHORED} ({number})", next_step="Avtale tid."),
        at.date(),
        sharing,
    )
    return services.reflections.log(actor, wish, at=at)


def write(
    services: Services,
    actor: Actor,
    *sources: Reflection,
    contrary: tuple[Reflection, ...] = (),
    reach: Reach = Reach.NETWORK,
    text: InsightText = TEXT,
    themes: tuple[Theme, ...] = (Theme.ANCHORING,),
    at: datetime = NOW,
) -> Insight:
    """Write a draft that cites `sources`, and `contrary` ones."""
    insight = services.insights.write(actor, WriteInsight(text, reach, themes), at=at)
    stances: dict[str, Stance | None] = {each.id: Stance.SUPPORTS for each in sources}
    stances |= {each.id: Stance.CONTRARY for each in contrary}
    services.insight_evidence.cite(actor, insight.id, stances, at=at)
    return insight


def publish(
    services: Services,
    actor: Actor,
    *sources: Reflection,
    contrary: tuple[Reflection, ...] = (),
    reach: Reach = Reach.NETWORK,
    text: InsightText = TEXT,
    themes: tuple[Theme, ...] = (Theme.ANCHORING,),
    at: datetime = NOW,
) -> Insight:
    """Write and publish an insight."""
    draft = write(
        services, actor, *sources, contrary=contrary, reach=reach, text=text, themes=themes, at=at
    )
    return services.insights.publish(actor, draft.id, at=at)
