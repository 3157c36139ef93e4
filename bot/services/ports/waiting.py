"""What the use cases need from the database about what waits for coordinators."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import AccountId, InstitutionId, PartnerId
from bot.domain_model.people import Account
from bot.domain_model.reflections import ReflectionId
from bot.services.ports.name_consents import NameConsentRepository


@dataclass(frozen=True, slots=True)
class WaitingWish:
    """A coordinator's wish to be told; of reflections that came after `since`, at `next_at`."""

    account: AccountId
    since: datetime
    next_at: datetime


class WaitingRepository(Protocol):
    """What waits for coordinators, and who wants to be told."""

    def see_once(self, reflection: ReflectionId, at: datetime) -> None:
        """Note that a coordinator has opened a reflection."""

    def seen(self, among: Collection[ReflectionId]) -> set[ReflectionId]:
        """Tell which of these reflections a coordinator has opened."""

    def unseen(self, institution: InstitutionId, but: PartnerId | None, since: datetime) -> int:
        """Count what was shared with coordinators since then, and none of them has opened.

        What the partner `but` wrote is hers, and not new to her.
        """

    def questions(self, institution: InstitutionId) -> int:
        """Count the questions that wait for an answer."""

    def names(self, institution: InstitutionId) -> int:
        """Count the names that the institution was asked about and has not answered."""

    def wish(self, account: AccountId) -> WaitingWish | None:
        """Find a coordinator's wish."""

    def save_wish(self, wish: WaitingWish) -> None:
        """Keep a wish, instead of the one before."""

    def delete_wish(self, account: AccountId) -> None:
        """Forget a wish."""

    def wishing(self, institution: InstitutionId) -> list[Account]:
        """List the coordinators of an institution who want to be told."""

    def claim_due(self, at: datetime, *, limit: int) -> list[WaitingWish]:
        """Give the wishes that are due at `at`, locked until this transaction ends."""


class CoordinatorRepositories(Protocol):
    """What a transaction has of what coordinators are asked and told."""

    @property
    def name_consents(self) -> NameConsentRepository:
        """Consent to be named in insights."""

    @property
    def waiting(self) -> WaitingRepository:
        """What waits for coordinators."""
