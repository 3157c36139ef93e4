"""Who and what: institutions, people, schools, visits, reminders, reflections, questions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.storage.base import Base, ChatKey, Digest, Id, LongText, Name, Word
from bot.storage.reflection_tables import ReflectionTheme


class Institution(Base):
    """A university or college."""

    __tablename__ = "institution"

    id: Mapped[Id]
    name: Mapped[Name] = mapped_column(unique=True)
    created_at: Mapped[datetime]

    partners: Mapped[list[Partner]] = relationship(back_populates="institution")


class Partner(Base):
    """A development partner: the person who visits schools."""

    __tablename__ = "partner"

    id: Mapped[Id]
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), index=True)
    name: Mapped[Name]
    telegram_chat: Mapped[ChatKey | None] = mapped_column(unique=True)
    telegram_reachable: Mapped[bool] = mapped_column(default=True)
    pinned_language: Mapped[Word | None]
    last_language: Mapped[Word | None]
    default_sharing: Mapped[Word]
    created_at: Mapped[datetime]

    institution: Mapped[Institution] = relationship(back_populates="partners")
    account: Mapped[Account | None] = relationship(back_populates="partner")


class Account(Base):
    """Somebody who can sign in on the web; a coordinator may be a partner as well."""

    __tablename__ = "account"

    id: Mapped[Id]
    institution_id: Mapped[str | None] = mapped_column(ForeignKey("institution.id"), index=True)
    partner_id: Mapped[str | None] = mapped_column(ForeignKey("partner.id"), unique=True)
    role: Mapped[Word]
    name: Mapped[Name]
    language: Mapped[Word]
    created_at: Mapped[datetime]

    partner: Mapped[Partner | None] = relationship(back_populates="account")


class OneTimeToken(Base):
    """A secret handed out once: an invitation or a sign-in link. Only its digest is kept."""

    __tablename__ = "one_time_token"

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[Word]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class WebSession(Base):
    """A browser that has signed in. Only the digest of its cookie is kept."""

    __tablename__ = "web_session"

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime] = mapped_column(index=True)


class School(Base):
    """A school; `key` is what two spellings of its name share."""

    __tablename__ = "school"
    __table_args__ = (UniqueConstraint("key", "municipality"),)

    id: Mapped[Id]
    name: Mapped[Name]
    key: Mapped[Name]
    municipality: Mapped[Name] = mapped_column(default="")
    number: Mapped[str | None] = mapped_column(String(9), unique=True)


class VisitParticipant(Base):
    """A partner on a visit; `left_at` when she does not go after all.

    Who left stays in the table, so that her calendar can be told.
    """

    __tablename__ = "visit_participant"

    visit_id: Mapped[str] = mapped_column(
        ForeignKey("visit.id", ondelete="CASCADE"), primary_key=True
    )
    partner_id: Mapped[str] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]

    partner: Mapped[Partner] = relationship(lazy="joined")


class Visit(Base):
    """A visit to a school; `series_id` is shared by visits that come again."""

    __tablename__ = "visit"

    id: Mapped[Id]
    school_id: Mapped[str] = mapped_column(ForeignKey("school.id"), index=True)
    source_key: Mapped[str | None] = mapped_column(unique=True)
    series_id: Mapped[str | None] = mapped_column(String(36), index=True)
    purpose: Mapped[LongText]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    state: Mapped[Word]
    created_at: Mapped[datetime]

    school: Mapped[School] = relationship(lazy="joined")
    participants: Mapped[list[VisitParticipant]] = relationship(
        lazy="selectin",
        order_by=(VisitParticipant.joined_at, VisitParticipant.partner_id),
        passive_deletes=True,
    )


class VisitMove(Base):
    """A visit's new time; `source_key` is the message that said so: it moves the visit once."""

    __tablename__ = "visit_move"

    source_key: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    moved_at: Mapped[datetime]


class Reflection(Base):
    """A partner's reflection; `source_key` is the message that saved it: it is saved once."""

    __tablename__ = "reflection"
    __table_args__ = (
        Index(None, "partner_id", "created_at"),
        Index(None, "institution_id", "created_at"),
        Index(None, "sharing", "created_at"),
        Index(None, "school_id", "institution_id", "created_at"),
    )

    id: Mapped[Id]
    partner_id: Mapped[str] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"))
    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"))
    school_id: Mapped[str | None] = mapped_column(ForeignKey("school.id"))
    source_key: Mapped[str] = mapped_column(unique=True)
    happened: Mapped[LongText]
    worked: Mapped[LongText]
    hard: Mapped[LongText]
    next_step: Mapped[LongText]
    sharing: Mapped[Word]
    visited_on: Mapped[date]
    created_at: Mapped[datetime]

    partner: Mapped[Partner] = relationship(lazy="joined")
    school: Mapped[School | None] = relationship(lazy="joined")
    themes: Mapped[list[ReflectionTheme]] = relationship(
        lazy="selectin", order_by=ReflectionTheme.position, cascade="all, delete-orphan"
    )


class QuestionLog(Base):
    """A question that was asked, without who asked it; purged on a clock."""

    __tablename__ = "question_log"

    id: Mapped[Id]
    text: Mapped[LongText]
    topic: Mapped[str | None] = mapped_column(index=True)
    decision: Mapped[Word]
    confidence: Mapped[float]
    language: Mapped[Word]
    asked_at: Mapped[datetime] = mapped_column(index=True)


class AuditLog(Base):
    """Who did what to which row, without its text."""

    __tablename__ = "audit_log"

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[str | None] = mapped_column(index=True)
    action: Mapped[Word]
    kind: Mapped[Word]
    subject_id: Mapped[str | None]
