"""Sign in on the web: one-use links, and the browsers that have used one."""

from __future__ import annotations

from datetime import datetime

from bot.domain_model.actors import AccountId
from bot.domain_model.errors import RefleksError
from bot.domain_model.people import SESSION_LENGTH, Account, TokenPurpose
from bot.services.ports.unit_of_work import Begin
from bot.services.tokens import digest_of, new_token


class LinkNotValid(RefleksError):
    """The link is unknown, used or expired."""


class NotSignedIn(RefleksError):
    """This browser has not signed in, or its session is over."""


class SignIn:
    """Who sits at a browser."""

    def __init__(self, begin: Begin) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin

    def issue_link(self, account: AccountId, *, at: datetime) -> str:
        """Make a secret that signs `account` in once, within half an hour.

        Raises:
            NotFound: when there is no such account.
        """
        token = new_token()
        with self._begin() as uow:
            uow.accounts.get(account)
            expires = at + TokenPurpose.SIGN_IN.lifetime
            uow.accounts.add_token(digest_of(token), account, TokenPurpose.SIGN_IN, expires)
            uow.commit()
        return token

    def owner(self, token: str, *, at: datetime) -> Account:
        """Tell whose link this is, without using it up.

        Raises:
            LinkNotValid: when it is unknown, used or expired.
        """
        with self._begin() as uow:
            account = uow.accounts.token_account(digest_of(token), at)
            if account is None:
                raise LinkNotValid
            return uow.accounts.get(account)

    def sign_in(self, token: str, *, at: datetime) -> str:
        """Use a link up and open a browser session; give the session's secret.

        Raises:
            LinkNotValid: when the link is unknown, used or expired.
        """
        session = new_token()
        with self._begin() as uow:
            account = uow.accounts.use_token(digest_of(token), at)
            if account is None:
                raise LinkNotValid
            uow.accounts.open_session(digest_of(session), account, at + SESSION_LENGTH)
            uow.audit.add(account, "sign_in", "account", account, at)
            uow.commit()
        return session

    def account(self, session: str, *, at: datetime) -> Account:
        """Tell who a browser session belongs to.

        Raises:
            NotSignedIn: when it is unknown or over.
        """
        with self._begin() as uow:
            account = uow.accounts.session_account(digest_of(session), at)
            if account is None:
                raise NotSignedIn
            return uow.accounts.get(account)

    def sign_out(self, session: str) -> None:
        """End a browser session."""
        with self._begin() as uow:
            uow.accounts.close_session(digest_of(session))
            uow.commit()
