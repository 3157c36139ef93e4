"""What coordinators write to the authors of reflections."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.dates import write_day
from bot.domain_model.errors import Invalid, NotAllowed, NotFound
from bot.domain_model.privacy import mask_hard_identifiers
from bot.domain_model.reflections import Reflection
from bot.services.access import access_reflection
from bot.services.notices import Notices
from bot.services.ports.reflections import Comment
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.reminders import where_to_reach

MAX_LENGTH = 2_000
"""Characters of a comment: with what stands around it, it fits in one Telegram message."""


class NoComment(Invalid):
    """A comment has 1 to 2,000 characters."""


class ReflectionComments:
    """Comments on reflections; each is told to the author once, where she talks with us."""

    def __init__(self, begin: Begin, notices: Notices, zone: ZoneInfo) -> None:
        """Work on the database of `begin`, and tell authors through `notices`."""
        self._begin = begin
        self._notices = notices
        self._zone = zone

    def write(self, actor: Actor, reflection_id: str, text: str, *, at: datetime) -> None:
        """Keep a comment and tell the author; both are committed when this returns.

        Raises:
            NotAllowed: when `actor` does not coordinate the author's institution.
            NotFound: when there is no such reflection for `actor`.
            NoComment: when there is nothing in it, or far too much.
        """
        masked = mask_hard_identifiers(text.strip()).text
        if not 1 <= len(masked) <= MAX_LENGTH:
            raise NoComment
        with self._begin() as uow:
            reflection = access_reflection(uow, actor, reflection_id)
            own_institution = reflection.institution_id == actor.institution_id
            if actor.account_id is None or not (actor.coordinates and own_institution):
                raise NotAllowed
            uow.reflection_changes.add_comment(reflection.id, actor.account_id, masked, at)
            self._tell(uow, reflection, masked, at)
            uow.audit.add(actor.account_id, "comment", "reflection", reflection.id, at)
            uow.commit()

    def of(self, actor: Actor, reflection_id: str) -> list[Comment]:
        """List the comments on a reflection for its author and her coordinator, oldest first."""
        with self._begin() as uow:
            try:
                found = access_reflection(uow, actor, reflection_id)
            except NotFound:
                return []
            theirs = actor.coordinates and found.institution_id == actor.institution_id
            readers = theirs or found.partner_id == actor.partner_id
            return uow.reflection_changes.comments(found.id) if readers else []

    def _tell(self, uow: UnitOfWork, reflection: Reflection, text: str, at: datetime) -> None:
        try:
            chat, language = where_to_reach(uow, reflection.partner_id)
        except NotFound:
            return  # she has been erased, and what she shared stays
        today = at.astimezone(self._zone).date()
        school = reflection.school_name or "–"
        self._notices.add(
            uow,
            chat,
            f"comment:{reflection.id}:{at.timestamp():.6f}",
            "reflection_pages.comment_notice",
            at=at,
            language=language,
            about=f"{school}, {write_day(reflection.visited_on, language, today=today)}",
            comment=text,
        )
