"""Repository of accounts, their one-time tokens and their browser sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from bot.domain_model.actors import AccountId, InstitutionId, PartnerId, Role
from bot.domain_model.errors import NotFound
from bot.domain_model.people import Account, TokenPurpose
from bot.storage import tables
from bot.storage.base import new_id


class Accounts:
    """Those who can sign in."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

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
        row = tables.Account(
            id=new_id(), role=role, name=name, language=language, created_at=at,
            institution_id=institution, partner_id=partner,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return account_of(row)

    def get(self, account: AccountId) -> Account:
        """Give an account; raise NotFound when there is none."""
        row = self._session.get(tables.Account, account)
        if row is None:
            raise NotFound
        return account_of(row)

    def by_partner(self, partner: PartnerId) -> Account:
        """Give a partner's account; raise NotFound when she has been erased."""
        found = select(tables.Account).where(tables.Account.partner_id == partner)
        row = self._session.scalars(found).one_or_none()
        if row is None:
            raise NotFound
        return account_of(row)

    def with_role(self, role: Role) -> list[Account]:
        """List the accounts with a role, oldest first."""
        found = select(tables.Account).where(tables.Account.role == role)
        ordered = found.order_by(tables.Account.created_at, tables.Account.id)
        return [account_of(row) for row in self._session.scalars(ordered)]

    def save(self, account: Account) -> None:
        """Keep what was changed."""
        row = self._session.get_one(tables.Account, account.id)
        row.role, row.name, row.language = account.role, account.name, account.language
        row.institution_id, row.partner_id = account.institution_id, account.partner_id
        self._session.flush()

    def add_token(
        self, digest: str, account: AccountId, purpose: TokenPurpose, expires_at: datetime
    ) -> None:
        """Keep the digest of a secret that is handed out."""
        self._session.add(
            tables.OneTimeToken(
                digest=digest, account_id=account, purpose=purpose, expires_at=expires_at
            )
        )
        self._session.flush()

    def token_account(self, digest: str, at: datetime) -> AccountId | None:
        """Tell whose unused, unexpired token this is."""
        found = select(tables.OneTimeToken.account_id).where(*_usable(digest, at))
        account = self._session.scalars(found).one_or_none()
        return AccountId(account) if account else None

    def use_token(self, digest: str, at: datetime) -> AccountId | None:
        """Use a token up; None when it is unknown, used or expired. Of two at once, one wins."""
        use = update(tables.OneTimeToken).where(*_usable(digest, at)).values(used_at=at)
        account = self._session.scalars(
            use.returning(tables.OneTimeToken.account_id)
        ).one_or_none()
        return AccountId(account) if account else None

    def open_session(self, digest: str, account: AccountId, expires_at: datetime) -> None:
        """Keep a browser's session."""
        self._session.add(
            tables.WebSession(digest=digest, account_id=account, expires_at=expires_at)
        )
        self._session.flush()

    def session_account(self, digest: str, at: datetime) -> AccountId | None:
        """Tell whose unexpired session this is."""
        row = self._session.get(tables.WebSession, digest)
        return AccountId(row.account_id) if row is not None and row.expires_at > at else None

    def close_session(self, digest: str) -> None:
        """Forget a browser's session."""
        self._session.execute(delete(tables.WebSession).where(tables.WebSession.digest == digest))


def _usable(digest: str, at: datetime) -> tuple[ColumnElement[bool], ...]:
    token = tables.OneTimeToken
    return (token.digest == digest, token.used_at.is_(None), token.expires_at > at)


def account_of(row: tables.Account) -> Account:
    """Read an account from its row."""
    return Account(
        id=AccountId(row.id),
        role=Role(row.role),
        name=row.name,
        language=row.language,
        institution_id=InstitutionId(row.institution_id) if row.institution_id else None,
        partner_id=PartnerId(row.partner_id) if row.partner_id else None,
    )
