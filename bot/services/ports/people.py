"""What the use cases need from the database about people."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain_model.actors import AccountId, ChatId, InstitutionId, PartnerId, Role
from bot.domain_model.people import Account, Partner, TokenPurpose


class InstitutionRepository(Protocol):
    """Universities and colleges."""

    def named(self, name: str, at: datetime) -> InstitutionId:
        """Find the institution with this name, or add it."""

    def find(self, name: str) -> InstitutionId | None:
        """Find the institution with this name."""

    def name_of(self, institution: InstitutionId) -> str:
        """Give an institution's name; raise NotFound when there is none."""


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

    def active_of(self, institution: InstitutionId) -> list[Partner]:
        """List an institution's partners who can come in, by name."""

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

    def by_partner(self, partner: PartnerId) -> Account:
        """Give a partner's account; raise NotFound when she has been erased."""

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
