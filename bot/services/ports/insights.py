"""What the use cases need from the database about insights."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.access import InsightScope
from bot.domain_model.actors import AccountId, InstitutionId, PartnerId
from bot.domain_model.insights import (
    DeliveredHow,
    Delivery,
    Insight,
    InsightId,
    InsightLimits,
    InsightText,
    Reach,
    Source,
    Stance,
    Verdict,
)
from bot.domain_model.reflections import ReflectionId
from bot.domain_model.schools import SchoolId
from bot.domain_model.spread import Citation, Handed, Logged
from bot.domain_model.themes import Theme


@dataclass(frozen=True, slots=True)
class NewInsight:
    """An insight that is to be kept as a draft."""

    institution_id: InstitutionId | None
    account_id: AccountId | None
    text: InsightText
    reach: Reach
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class InsightSearch:
    """Which insights are looked for: of any of the themes, with every one of the words."""

    themes: Collection[Theme] = ()
    words: Sequence[str] = ()
    published_only: bool = False


@dataclass(frozen=True, slots=True)
class ReflectionSearch:
    """Which reflections are looked for: of this theme, about this school, with each word."""

    theme: Theme | None = None
    words: Sequence[str] = ()
    school: SchoolId | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What to offer a partner unasked at a time: published insights that others stand behind.

    `new_only` leaves out what she has been given before; `outside` asks that somebody at another
    institution than this stands behind it.
    """

    reader: PartnerId
    at: datetime
    themes: Collection[Theme] = ()
    new_only: bool = False
    outside: InstitutionId | None = None
    published_since: datetime | None = None


class InsightRepository(Protocol):
    """Insights, what they cite, and whom they reached. Only `bot.services.access` reads texts."""

    def add(self, new: NewInsight, at: datetime) -> Insight:
        """Keep a draft."""

    def save(self, insight: Insight) -> None:
        """Keep what was changed."""

    def find(self, insight: InsightId) -> Insight | None:
        """Find one."""

    def within(
        self,
        scope: InsightScope,
        search: InsightSearch,
        *,
        limit: int,
        before: Insight | None = None,
    ) -> list[Insight]:
        """List what `scope` admits, newest first, older than `before`."""

    def themes(self, scope: InsightScope) -> list[Theme]:
        """List the themes of what is published within `scope`, the most written about first."""

    def offered(self, scope: InsightScope, offer: Offer, *, limit: int) -> list[Insight]:
        """List what suits an offer: what she has not been given first, then by common themes."""

    def cite(self, insight: InsightId, reflection: ReflectionId, stance: Stance | None) -> None:
        """Cite a reflection, in another way than before, or with None no more."""

    def sources(self, insight: InsightId) -> list[Source]:
        """List what an insight cites, held until this transaction ends."""

    def citing(self, reflection: ReflectionId) -> list[InsightId]:
        """List the insights that cite a reflection."""

    def forget_unshared(self, among: Collection[InsightId] | None = None) -> None:
        """Cite nothing any more that is not shared as far as its insight is read.

        Only of the insights `among` these, or of all.
        """

    def short_of_sources(
        self, limits: InsightLimits, among: Collection[InsightId] | None = None
    ) -> list[InsightId]:
        """List the published insights that too few stand behind, `among` these or all."""

    def deliver_once(
        self, insight: InsightId, partner: PartnerId, how: DeliveredHow, at: datetime
    ) -> bool:
        """Note that a partner was given an insight; False when she was given it before."""

    def open_once(self, insight: InsightId, partner: PartnerId, at: datetime) -> None:
        """Note that a partner has opened an insight that she was given, the first time."""

    def judge(
        self, insight: InsightId, partner: PartnerId, verdict: Verdict, at: datetime
    ) -> None:
        """Note what a partner says of an insight that she was given, instead of before."""

    def delivery(self, insight: InsightId, partner: PartnerId) -> Delivery | None:
        """Tell what became of an insight that a partner was given."""

    def given_to(self, partner: PartnerId) -> list[tuple[Insight, Delivery]]:
        """List what a partner was given, first to last, and what became of it."""

    def logged(self, *, since: datetime) -> list[Logged]:
        """List the reflections logged since then, without a word of them."""

    def citations(self) -> list[Citation]:
        """List what the insights cite that have been published."""

    def handed(self) -> list[Handed]:
        """List who was given which insight, and what became of it."""
