"""Repository of what becomes of reflections after they were kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import AccountId, PartnerId
from bot.domain_model.reflection_changes import (
    NextStepOutcome,
    ReflectionField,
    ReflectionVersion,
)
from bot.domain_model.reflections import Reflection, ReflectionId
from bot.domain_model.schools import SchoolId
from bot.domain_model.themes import ReflectionTheme, ThemeSource
from bot.services.ports.reflections import Comment, NewContent
from bot.storage import reflection_tables as rows
from bot.storage import tables
from bot.storage.reflections import reflection_of, theme_rows
from bot.storage.upsert import insert_once


class ReflectionChanges:
    """What becomes of reflections after they were kept."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def write(self, reflection: ReflectionId, new: NewContent) -> None:
        """Put this in place of what stood there."""
        row = self._session.get_one(tables.Reflection, reflection)
        row.school_id, row.visited_on, row.sharing = new.school_id, new.visited_on, new.sharing
        for name, text in asdict(new.parts).items():
            setattr(row, name, text)
        self._session.flush()
        self._session.expire(row, ["school"])
        self.set_themes(reflection, new.themes)

    def add_version(self, reflection: ReflectionId, version: ReflectionVersion) -> None:
        """Keep what stood in a field until now."""
        row = rows.ReflectionVersion(reflection_id=reflection, **_plain(version))
        self._session.add(row)
        self._session.flush()

    def versions(self, reflection: ReflectionId) -> list[ReflectionVersion]:
        """List the changes, newest first."""
        row = rows.ReflectionVersion
        found = select(row).where(row.reflection_id == reflection)
        newest = self._session.scalars(found.order_by(row.changed_at.desc(), row.id))
        return [
            ReflectionVersion(
                ReflectionField(each.field), each.before, ThemeSource(each.set_by), each.changed_at
            )
            for each in newest
        ]

    def set_themes(self, reflection: ReflectionId, themes: Sequence[ReflectionTheme]) -> None:
        """Give a reflection these themes and no others."""
        row = rows.ReflectionTheme
        self._session.execute(delete(row).where(row.reflection_id == reflection))
        self._session.expire(self._session.get_one(tables.Reflection, reflection), ["themes"])
        self._session.add_all(theme_rows(reflection, themes))
        self._session.flush()

    def remember_messages(self, reflection: ReflectionId, gave: Mapping[str, str]) -> None:
        """Remember which part each message gave, so that an edit of it is understood."""
        for key, part in gave.items():
            row = rows.ReflectionMessage(message_key=key, reflection_id=reflection, part=part)
            insert_once(self._session, row, ("message_key",))

    def given_by(self, message_key: str) -> tuple[ReflectionId, str] | None:
        """Tell which reflection, and which part of it, a message gave."""
        row = self._session.get(rows.ReflectionMessage, message_key)
        return None if row is None else (ReflectionId(row.reflection_id), row.part)

    def messages_of(self, reflection: ReflectionId) -> list[str]:
        """List the messages that a reflection was told in."""
        row = rows.ReflectionMessage
        found = select(row.message_key).where(row.reflection_id == reflection)
        return list(self._session.scalars(found))

    def delete(self, reflection: ReflectionId) -> None:
        """Delete a reflection and all that belongs to it."""
        self._session.delete(self._session.get_one(tables.Reflection, reflection))
        self._session.flush()

    def open_next_step(self, partner: PartnerId, school: SchoolId) -> Reflection | None:
        """Give the partner's newest reflection from a school if nobody said what came of it."""
        row = tables.Reflection
        found = select(row).where(row.partner_id == partner, row.school_id == school)
        newest = found.order_by(row.created_at.desc(), row.id.desc()).limit(1)
        last = self._session.scalars(newest).one_or_none()
        if last is None or not last.next_step:
            return None
        told = self.outcome_of(ReflectionId(last.id))
        return reflection_of(last) if told is None else None

    def close_next_step(
        self, reflection: ReflectionId, outcome: NextStepOutcome, at: datetime
    ) -> bool:
        """Keep what became of a next step; False when that was told before."""
        row = rows.NextStepOutcome(reflection_id=reflection, outcome=outcome, told_at=at)
        return insert_once(self._session, row, ("reflection_id",))

    def outcome_of(self, reflection: ReflectionId) -> NextStepOutcome | None:
        """Tell what became of a reflection's next step, None when nobody has said."""
        row = self._session.get(rows.NextStepOutcome, reflection)
        return None if row is None else NextStepOutcome(row.outcome)

    def add_comment(
        self, reflection: ReflectionId, account: AccountId, text: str, at: datetime
    ) -> None:
        """Keep a comment."""
        row = rows.ReflectionComment(
            reflection_id=reflection, account_id=account, text=text, created_at=at
        )
        self._session.add(row)
        self._session.flush()

    def comments(self, reflection: ReflectionId) -> list[Comment]:
        """List the comments, oldest first."""
        row, account = rows.ReflectionComment, tables.Account
        found = select(row, account.name).outerjoin(account, account.id == row.account_id)
        ordered = found.where(row.reflection_id == reflection).order_by(row.created_at, row.id)
        return [
            Comment(each.text, name or "", each.created_at)
            for each, name in self._session.execute(ordered)
        ]


def _plain(version: ReflectionVersion) -> dict[str, object]:
    return {
        "field": version.field.value,
        "before": version.before,
        "set_by": version.set_by.value,
        "changed_at": version.changed_at,
    }
