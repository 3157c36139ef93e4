"""Institutions, partners and accounts: the people that Refleks knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain_model.actors import AccountId, Actor, ChatId, InstitutionId, PartnerId, Role
from bot.domain_model.errors import Invalid
from bot.domain_model.sharing import Sharing

MAX_NAME_LENGTH = 120
SESSION_LENGTH = timedelta(days=14)


class InvalidName(Invalid):
    """A name has 1 to 120 characters on one line."""


class TokenPurpose(StrEnum):
    """What a secret that was handed out is good for."""

    INVITATION = "invitation"
    SIGN_IN = "sign_in"

    @property
    def lifetime(self) -> timedelta:
        """How long it may be used: an invitation waits for a holiday, a sign-in link does not."""
        return timedelta(days=14) if self is TokenPurpose.INVITATION else timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Partner:
    """A development partner; `telegram_chat` is None until an invitation was used there."""

    id: PartnerId
    institution_id: InstitutionId
    name: str
    telegram_chat: ChatId | None = None
    telegram_reachable: bool = True
    pinned_language: str | None = None
    last_language: str | None = None
    default_sharing: Sharing = Sharing.COORDINATOR


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in on the web."""

    id: AccountId
    role: Role
    name: str
    language: str
    institution_id: InstitutionId | None = None
    partner_id: PartnerId | None = None

    @property
    def actor(self) -> Actor:
        """Who this account acts as."""
        return Actor(self.role, self.id, self.partner_id, self.institution_id)


def write_names(names: Sequence[str], language: str) -> str:
    """List names as one says them: «Kari, Per og Siri»."""
    conjunction = "and" if language == "en" else "og"
    *before, last = names or [""]
    return f"{', '.join(before)} {conjunction} {last}" if before else last


def person_name(text: str) -> str:
    """Tidy the name of a person or an institution.

    Raises:
        InvalidName: when it is empty, too long, or has control characters.
    """
    name = re.sub(r"[ \t]+", " ", text).strip()
    if not 1 <= len(name) <= MAX_NAME_LENGTH or not name.isprintable():
        raise InvalidName
    return name
