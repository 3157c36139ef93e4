"""Change, delete and follow up what was reflected on: all that happens after it was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime

from bot.domain_model.actors import Actor, Channel, ChatId, chat_id
from bot.domain_model.errors import NotFound
from bot.domain_model.insights import InsightLimits
from bot.domain_model.reflection_changes import (
    NextStepOutcome,
    ReflectionContent,
    ReflectionField,
    ReflectionVersion,
    content_of,
    differences,
    themes_after,
)
from bot.domain_model.reflections import Reflection, ReflectionId, ReflectionParts
from bot.domain_model.themes import ReflectionTheme, ThemeSource
from bot.services.access import access_own_reflection, access_reflection, own_partner
from bot.services.insights import settle_insights
from bot.services.ports.reflections import NewContent
from bot.services.ports.unit_of_work import Begin, UnitOfWork


class ReflectionChanges:
    """What becomes of reflections after they were kept."""

    def __init__(self, begin: Begin, limits: InsightLimits) -> None:
        """Work on the database of `begin`; `limits` say when an insight is short of sources."""
        self._begin = begin
        self._limits = limits

    def change(
        self, actor: Actor, reflection_id: str, new: ReflectionContent, *, at: datetime
    ) -> Reflection:
        """Put `new` in place of what stood there; every field that changes keeps a version.

        Writing the same again changes nothing.

        Raises:
            NotFound: when it is not the actor's own, or does not exist.
            InvalidSchoolName: when the school has no usable name.
        """
        with self._begin() as uow:
            old = access_own_reflection(uow, actor, reflection_id)
            school = uow.schools.named(new.school_name) if new.school_name else None
            new = replace(new, school_name=school.name if school else "")
            changed = list(differences(content_of(old), new))
            for field, before in changed:
                version = ReflectionVersion(field, before, ThemeSource.AUTHOR, at)
                uow.reflection_changes.add_version(old.id, version)
            if changed:
                themes = old.themes if old.parts == new.parts else themes_after(old, new.parts)
                school_id = school.id if school else None
                content = NewContent(school_id, new.parts, new.visited_on, new.sharing, themes)
                uow.reflection_changes.write(old.id, content)
                settle_insights(uow, self._limits, at=at, among=uow.insights.citing(old.id))
                uow.audit.add(actor.account_id, "change", "reflection", old.id, at)
                uow.commit()
            return access_own_reflection(uow, actor, reflection_id)

    def delete(
        self, actor: Actor, reflection_id: str, *, at: datetime, here: ChatId | None = None
    ) -> None:
        """Delete an own reflection for good, with its versions and what messages hold of it.

        `here` is the conversation that it is deleted in, beside those that are known.

        Raises:
            NotFound: when it is not the actor's own, or does not exist.
        """
        with self._begin() as uow:
            old = access_own_reflection(uow, actor, reflection_id)
            texts = [*_texts(old.parts), *_earlier_texts(uow, old.id)]
            keys = uow.reflection_changes.messages_of(old.id)
            citing = uow.insights.citing(old.id)
            uow.reflection_changes.delete(old.id)
            settle_insights(uow, self._limits, at=at, among=citing)
            uow.traces.erase({*_chats_of(uow, actor), *([here] if here else [])}, texts, keys)
            uow.audit.add(actor.account_id, "delete", "reflection", old.id, at)
            uow.commit()

    def history(self, actor: Actor, reflection_id: str) -> list[ReflectionVersion]:
        """List the changes of an own reflection, newest first; raise NotFound for others."""
        with self._begin() as uow:
            old = access_own_reflection(uow, actor, reflection_id)
            return uow.reflection_changes.versions(old.id)

    def set_themes(
        self,
        actor: Actor,
        reflection_id: str,
        themes: Sequence[ReflectionTheme],
        *,
        at: datetime,
    ) -> Reflection:
        """Give a reflection these themes, decided by its author, or by its coordinator.

        Raises:
            NotFound: when it is neither the actor's own nor the institution's to look after.
        """
        with self._begin() as uow:
            old = _decidable(uow, actor, reflection_id)
            own = old.partner_id == actor.partner_id
            source = ThemeSource.AUTHOR if own else ThemeSource.COORDINATOR
            decided = tuple(replace(each, set_by=source) for each in themes)
            if decided != old.themes:
                _keep_themes(uow, old, decided, source, at)
                uow.audit.add(actor.account_id, "set_themes", "reflection", old.id, at)
                uow.commit()
            return replace(old, themes=decided)

    def given_by(self, actor: Actor, message_key: str) -> tuple[Reflection, str] | None:
        """Tell which own reflection, and which part of it, a message gave; None for none."""
        with self._begin() as uow:
            found = uow.reflection_changes.given_by(message_key)
            if found is None:
                return None
            try:
                return access_own_reflection(uow, actor, found[0]), found[1]
            except NotFound:
                return None

    def open_next_step(self, actor: Actor, school: str) -> Reflection | None:
        """Give the actor's newest reflection from a school, if its next step is still open."""
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            # A school that is new is added by asking; without a commit it is not kept.
            named = uow.schools.named(school)
            return uow.reflection_changes.open_next_step(partner.id, named.id)

    def close_next_step(
        self, actor: Actor, reflection_id: str, outcome: NextStepOutcome, *, at: datetime
    ) -> bool:
        """Keep what became of an own next step; False when that was told before.

        Raises:
            NotFound: when it is not the actor's own, or does not exist.
        """
        with self._begin() as uow:
            old = access_own_reflection(uow, actor, reflection_id)
            new = uow.reflection_changes.close_next_step(old.id, outcome, at)
            uow.audit.add(actor.account_id, f"next_step_{outcome}", "reflection", old.id, at)
            uow.commit()
        return new

    def outcome_of(self, actor: Actor, reflection_id: str) -> NextStepOutcome | None:
        """Tell what became of the next step of a reflection that `actor` may read."""
        with self._begin() as uow:
            found = access_reflection(uow, actor, reflection_id)
            return uow.reflection_changes.outcome_of(found.id)


def _keep_themes(
    uow: UnitOfWork,
    old: Reflection,
    decided: Sequence[ReflectionTheme],
    source: ThemeSource,
    at: datetime,
) -> None:
    before = [each.theme for each in old.themes]
    if set(before) != {each.theme for each in decided}:
        version = ReflectionVersion(ReflectionField.THEMES, " ".join(before), source, at)
        uow.reflection_changes.add_version(old.id, version)
    uow.reflection_changes.set_themes(old.id, decided)


def _decidable(uow: UnitOfWork, actor: Actor, reflection_id: str) -> Reflection:
    """Give a reflection whose themes are for `actor` to decide about."""
    found = access_reflection(uow, actor, reflection_id)
    coordinates = actor.coordinates and found.institution_id == actor.institution_id
    if found.partner_id != actor.partner_id and not coordinates:
        raise NotFound
    return found


def _chats_of(uow: UnitOfWork, actor: Actor) -> list[ChatId]:
    telegram = own_partner(uow, actor).telegram_chat
    web = chat_id(Channel.WEB, actor.account_id) if actor.account_id else None
    return [each for each in (telegram, web) if each is not None]


def _texts(parts: ReflectionParts) -> list[str]:
    return [text for part in fields(parts) if (text := getattr(parts, part.name))]


def _earlier_texts(uow: UnitOfWork, reflection: ReflectionId) -> list[str]:
    told = {part.name for part in fields(ReflectionParts)}
    versions = uow.reflection_changes.versions(reflection)
    return [each.before for each in versions if each.field in told and each.before]
