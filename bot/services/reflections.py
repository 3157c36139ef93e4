"""Log a reflection, and read reflections through the gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain_model.actors import Actor
from bot.domain_model.insights import InsightLimits
from bot.domain_model.reflection_changes import ReflectionField, ReflectionVersion
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.schools import SchoolId
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import ThemeSource, suggested
from bot.services.access import (
    PAGE,
    access_own_reflection,
    access_reflection,
    own_partner,
    own_reflections,
    reflections_visible_to,
)
from bot.services.insights import settle_insights
from bot.services.ports.reflections import NewReflection
from bot.services.ports.unit_of_work import Begin, UnitOfWork


@dataclass(frozen=True, slots=True)
class LogReflection:
    """What a partner asks to have kept; `sharing` None means the partner's own default.

    `school` None is no school: a reflection on something else, or one that was not told.

    `source_key` names the message that asked for it: the same message saves once, however often
    it is delivered.
    """

    source_key: str
    school: str | None
    parts: ReflectionParts
    visited_on: date
    sharing: Sharing | None = None
    messages: Mapping[str, str] = field(default_factory=dict)
    """Which part each message gave, by its key: editing the message changes that part."""


def _school_id(uow: UnitOfWork, name: str | None) -> SchoolId | None:
    return None if name is None else uow.schools.named(name).id


class Reflections:
    """What partners learned."""

    def __init__(self, begin: Begin, limits: InsightLimits) -> None:
        """Work on the database of `begin`; `limits` say when an insight is short of sources."""
        self._begin = begin
        self._limits = limits

    def log(self, actor: Actor, wish: LogReflection, *, at: datetime) -> Reflection:
        """Keep a reflection; it is committed when this returns.

        One that says the very same of the same school and day is kept once.

        Raises:
            NotAllowed: when `actor` is not a partner.
            InvalidSchoolName: when the school has no usable name.
            StorageUnavailable: when it could not be kept.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            new = NewReflection(
                partner_id=partner.id,
                institution_id=partner.institution_id,
                school_id=_school_id(uow, wish.school),
                source_key=wish.source_key,
                parts=wish.parts,
                sharing=wish.sharing or partner.default_sharing,
                visited_on=wish.visited_on,
                themes=suggested(wish.parts.text),
            )
            # Whoever was not told that it was kept presses «Prøv igjen»: another message, with
            # the same words of the same day.
            same = uow.reflections.same_as(new)
            if same is not None and wish.sharing not in (None, same.sharing):
                uow.reflections.set_sharing(same.id, new.sharing)
                settle_insights(uow, self._limits, at=at, among=uow.insights.citing(same.id))
                same = replace(same, sharing=new.sharing)
            kept = same or uow.reflections.add_once(new, at)
            uow.reflection_changes.remember_messages(kept.id, wish.messages)
            uow.audit.add(actor.account_id, "log", "reflection", kept.id, at)
            uow.commit()
        return kept

    def share(
        self, actor: Actor, reflection_id: str, sharing: Sharing, *, at: datetime
    ) -> Reflection:
        """Share an own reflection this far from now on, wider or narrower than before.

        Raises:
            NotFound: when it is not the actor's own, or does not exist.
        """
        with self._begin() as uow:
            reflection = access_own_reflection(uow, actor, reflection_id)
            uow.reflections.set_sharing(reflection.id, sharing)
            if sharing is not reflection.sharing:
                field, before = ReflectionField.SHARING, reflection.sharing.value
                version = ReflectionVersion(field, before, ThemeSource.AUTHOR, at)
                uow.reflection_changes.add_version(reflection.id, version)
            settle_insights(uow, self._limits, at=at, among=uow.insights.citing(reflection.id))
            uow.audit.add(actor.account_id, f"share_{sharing}", "reflection", reflection.id, at)
            uow.commit()
        return replace(reflection, sharing=sharing)

    def get(self, actor: Actor, reflection_id: str) -> Reflection:
        """Give one reflection; raise NotFound when there is none for `actor`."""
        with self._begin() as uow:
            return access_reflection(uow, actor, reflection_id)

    def own(
        self, actor: Actor, *, limit: int = PAGE, before: str | None = None
    ) -> list[Reflection]:
        """List what `actor` has written, newest first, older than the id `before`.

        It is nothing when `actor` is no partner.
        """
        with self._begin() as uow:
            return own_reflections(uow, actor, limit=limit, before=before)

    def visible_to(
        self, actor: Actor, *, limit: int = PAGE, before: str | None = None
    ) -> list[Reflection]:
        """List what `actor` may see, newest first, older than the id `before`."""
        with self._begin() as uow:
            return reflections_visible_to(uow, actor, limit=limit, before=before)
