"""What the use cases need from the database: one repository a kind, one transaction for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain_model.access import ReflectionScope
from bot.domain_model.actors import AccountId, ChatId, InstitutionId, PartnerId, Role
from bot.domain_model.people import Account, Partner, TokenPurpose
from bot.domain_model.reflections import Reflection, ReflectionId, ReflectionParts
from bot.domain_model.schools import School, SchoolId
from bot.domain_model.sharing import Sharing
from bot.domain_model.visits import ReminderKind, Visit, VisitId, VisitState


class InstitutionRepository(Protocol):
    """Universities and colleges."""

    def named(self, name: str, at: datetime) -> InstitutionId:
        """Find the institution with this name, or add it."""

    def name_of(self, institution: InstitutionId) -> str:
        """Give an institution's name; raise NotFound when there is none."""

    def only(self) -> InstitutionId | None:
        """Give the institution when there is exactly one."""


class PartnerRepository(Protocol):
    """Development partners."""

    def add(self, institution: InstitutionId, name: str, at: datetime) -> Partner:
        """Add a partner."""

    def get(self, partner: PartnerId) -> Partner:
        """Give a partner; raise NotFound when there is none."""

    def by_chat(self, chat: ChatId) -> Partner | None:
        """Find the partner who writes in a Telegram chat."""

    def by_name(self, name: str) -> list[Partner]:
        """Find the partners with this name, case aside."""

    def save(self, partner: Partner) -> None:
        """Keep what was changed."""


class AccountRepository(Protocol):
    """Those who can sign in, the links that they were given, and the browsers they use."""

    def add(
        self,
        role: Role,
        name: str,
        *,
        language: str,
        at: datetime,
        institution: InstitutionId | None = None,
        partner: PartnerId | None = None,
    ) -> Account:
        """Add an account."""

    def get(self, account: AccountId) -> Account:
        """Give an account; raise NotFound when there is none."""

    def by_partner(self, partner: PartnerId) -> Account | None:
        """Find a partner's account."""

    def with_role(self, role: Role) -> list[Account]:
        """List the accounts with a role, oldest first."""

    def save(self, account: Account) -> None:
        """Keep what was changed."""

    def add_token(
        self, digest: str, account: AccountId, purpose: TokenPurpose, expires_at: datetime
    ) -> None:
        """Keep the digest of a secret that is handed out."""

    def token_account(self, digest: str, at: datetime) -> AccountId | None:
        """Tell whose unused, unexpired token this is."""

    def use_token(self, digest: str, at: datetime) -> AccountId | None:
        """Use a token up; None when it is unknown, used or expired. Of two at once, one wins."""

    def open_session(self, digest: str, account: AccountId, expires_at: datetime) -> None:
        """Keep a browser's session."""

    def session_account(self, digest: str, at: datetime) -> AccountId | None:
        """Tell whose unexpired session this is."""

    def close_session(self, digest: str) -> None:
        """Forget a browser's session."""


class SchoolRepository(Protocol):
    """Schools."""

    def named(self, name: str) -> School:
        """Find the school that this name means, or add it."""

    def get(self, school: SchoolId) -> School:
        """Give a school; raise NotFound when there is none."""


@dataclass(frozen=True, slots=True)
class NewReflection:
    """A reflection that is to be kept."""

    partner_id: PartnerId
    institution_id: InstitutionId
    school_id: SchoolId
    source_key: str
    parts: ReflectionParts
    sharing: Sharing
    visited_on: date


class ReflectionRepository(Protocol):
    """Reflections. Only `bot.services.access` reads from it."""

    def add_once(self, new: NewReflection, at: datetime) -> Reflection:
        """Keep a reflection; the second of the same source gives back the first."""

    def find(self, reflection: ReflectionId) -> Reflection | None:
        """Find one."""

    def within(
        self, scope: ReflectionScope, *, limit: int, before: Reflection | None = None
    ) -> list[Reflection]:
        """List what `scope` admits, newest first, older than `before`."""


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit that is to be kept, with when its reminders are due."""

    partner_id: PartnerId
    school_id: SchoolId
    source_key: str
    starts_at: datetime
    ends_at: datetime | None
    reminders: Sequence[tuple[ReminderKind, datetime]]


class VisitRepository(Protocol):
    """School visits. Only `bot.services.access` and the reminders read from it."""

    def add_once(self, new: NewVisit, at: datetime) -> Visit:
        """Keep a visit and its reminders; the second of the same source gives back the first."""

    def find(self, visit: VisitId) -> Visit | None:
        """Find one."""

    def of_partner(self, partner: PartnerId, *, since: datetime, limit: int) -> list[Visit]:
        """List a partner's visits that still stand and begin after `since`, earliest first."""

    def set_state(self, visit: VisitId, state: VisitState) -> None:
        """Cancel a visit, or let it stand again."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was understood, without who asked it."""

    text: str
    topic: str | None
    decision: str
    confidence: float
    language: str


class QuestionRepository(Protocol):
    """Questions that were asked, without identity."""

    def add(self, question: AskedQuestion, at: datetime) -> None:
        """Keep a question."""


class AuditRepository(Protocol):
    """Who did what."""

    def add(
        self, account: AccountId | None, action: str, kind: str, subject: str | None, at: datetime
    ) -> None:
        """Note an action; never a text."""


class UnitOfWork(Protocol):
    """One transaction: everything in it is kept by `commit`, or nothing."""

    @property
    def institutions(self) -> InstitutionRepository:
        """Universities and colleges."""

    @property
    def partners(self) -> PartnerRepository:
        """Development partners."""

    @property
    def accounts(self) -> AccountRepository:
        """Those who can sign in."""

    @property
    def schools(self) -> SchoolRepository:
        """Schools."""

    @property
    def reflections(self) -> ReflectionRepository:
        """Reflections."""

    @property
    def visits(self) -> VisitRepository:
        """School visits."""

    @property
    def questions(self) -> QuestionRepository:
        """Questions that were asked."""

    @property
    def audit(self) -> AuditRepository:
        """Who did what."""

    def commit(self) -> None:
        """Keep everything that was done."""


Begin = Callable[[], AbstractContextManager[UnitOfWork]]
"""Opens a transaction, which rolls back unless it is committed."""
