"""Repositories of schools and reflections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select, tuple_, union
from sqlalchemy.orm import Session

from bot.domain_model.access import ReflectionScope
from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.errors import NotFound
from bot.domain_model.reflections import Reflection, ReflectionId, ReflectionParts
from bot.domain_model.schools import School, SchoolId, own_key, school_key, school_name
from bot.domain_model.sharing import Sharing, levels_from
from bot.domain_model.themes import ReflectionTheme, Theme, ThemeSource
from bot.services.ports.insights import ReflectionSearch
from bot.services.ports.reflections import NewReflection
from bot.storage import reflection_tables, tables
from bot.storage.base import new_id
from bot.storage.reflection_search import found_by
from bot.storage.upsert import insert_once


class Schools:
    """Schools."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def named(self, name: str) -> School:
        """Find the school that this name means, or add it."""
        tidy = school_name(name)
        known = self._known(tidy)
        if known is None:
            row = tables.School(id=new_id(), name=tidy, key=own_key(tidy), municipality="")
            insert_once(self._session, row, ("key", "municipality"))
            known = self._known(tidy)
        if known is None:
            raise NotFound
        return _school(known)

    def _known(self, name: str) -> tables.School | None:
        """Find a school by its label: its name alone, or with its municipality after a comma."""
        row = tables.School
        alone, _, municipality = name.rpartition(", ")
        there = select(row).where(row.key == own_key(alone), row.municipality == municipality)
        found = self._session.scalars(there).one_or_none() if alone else None
        for key in (own_key(name), school_key(name)):
            same = select(row).where(row.key == key).order_by(row.municipality, row.id).limit(1)
            found = found or self._session.scalars(same).one_or_none()
        return found

    def get(self, school: SchoolId) -> School:
        """Give a school; raise NotFound when there is none."""
        row = self._session.get(tables.School, school)
        if row is None:
            raise NotFound
        return _school(row)


class Reflections:
    """Reflections. Only `bot.services.access` reads from it."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def add_once(self, new: NewReflection, at: datetime) -> Reflection:
        """Keep a reflection; the second of the same source gives back the first."""
        row = tables.Reflection(
            id=new_id(), partner_id=new.partner_id, institution_id=new.institution_id,
            school_id=new.school_id, source_key=new.source_key, happened=new.parts.happened,
            worked=new.parts.worked, hard=new.parts.hard, next_step=new.parts.next_step,
            sharing=new.sharing, visited_on=new.visited_on, created_at=at,
        )  # fmt: skip
        if insert_once(self._session, row, ("source_key",)):
            self._session.add_all(theme_rows(row.id, new.themes))
            self._session.flush()
        found = select(tables.Reflection).where(tables.Reflection.source_key == new.source_key)
        return reflection_of(self._session.scalars(found).one())

    def same_as(self, new: NewReflection) -> Reflection | None:
        """Find one of the same partner, school and day with the very same parts."""
        row = tables.Reflection
        found = select(row).where(
            row.partner_id == new.partner_id,
            row.school_id == new.school_id,
            row.visited_on == new.visited_on,
            row.happened == new.parts.happened,
            row.worked == new.parts.worked,
            row.hard == new.parts.hard,
            row.next_step == new.parts.next_step,
        )
        same = self._session.scalars(found.order_by(row.created_at).limit(1)).one_or_none()
        return None if same is None else reflection_of(same)

    def find(self, reflection: ReflectionId) -> Reflection | None:
        """Find one."""
        row = self._session.get(tables.Reflection, reflection)
        return None if row is None else reflection_of(row)

    def within(
        self,
        scope: ReflectionScope,
        *,
        limit: int,
        before: Reflection | None = None,
        search: ReflectionSearch | None = None,
    ) -> list[Reflection]:
        """List what `scope` admits and `search` finds, newest first, older than `before`."""
        row = tables.Reflection
        wanted = [*found_by(search or ReflectionSearch())]
        if before is not None:
            wanted.append(tuple_(row.created_at, row.id) < tuple_(before.created_at, before.id))
        newest = (row.created_at.desc(), row.id.desc())
        # The newest of each way: every one walks its index and stops, which an «or» would not.
        newest_of_each = [
            select(select(row.id).where(way, *wanted).order_by(*newest).limit(limit).subquery())
            for way in _ways(scope)
        ]
        if not newest_of_each:
            return []
        found = select(row).where(row.id.in_(union(*newest_of_each)))
        ordered = found.order_by(*newest).limit(limit)
        return [reflection_of(each) for each in self._session.scalars(ordered)]

    def set_sharing(self, reflection: ReflectionId, sharing: Sharing) -> None:
        """Share a reflection this far from now on."""
        self._session.get_one(tables.Reflection, reflection).sharing = sharing
        self._session.flush()

    def last_at_school(self, partner: PartnerId, school: SchoolId) -> Reflection | None:
        """Give the partner's own newest reflection from a school."""
        row = tables.Reflection
        found = select(row).where(row.partner_id == partner, row.school_id == school)
        newest = found.order_by(row.created_at.desc(), row.id.desc()).limit(1)
        last = self._session.scalars(newest).one_or_none()
        return None if last is None else reflection_of(last)


def admitted(scope: ReflectionScope) -> ColumnElement[bool]:
    """Give what a reflection must fulfil for `scope` to admit it."""
    return or_(false(), *_ways(scope))


def _ways(scope: ReflectionScope) -> Iterator[ColumnElement[bool]]:
    """Give the ways in which `scope` may admit a reflection; one is enough."""
    # The same rule as ReflectionScope.admits; a test holds the two together.
    row = tables.Reflection
    if scope.author is not None:
        yield row.partner_id == scope.author
    if scope.institution is not None:
        shared = row.sharing.in_(levels_from(scope.institution_from))
        yield and_(row.institution_id == scope.institution, shared)
    if scope.network:
        yield row.sharing.in_(levels_from(Sharing.NETWORK))


def theme_rows(
    reflection: str, themes: Sequence[ReflectionTheme]
) -> list[reflection_tables.ReflectionTheme]:
    """Write the themes of a reflection as rows, in their order."""
    return [
        reflection_tables.ReflectionTheme(
            reflection_id=reflection,
            theme=each.theme,
            position=position,
            evidence=each.evidence,
            set_by=each.set_by,
        )
        for position, each in enumerate(themes)
    ]


def _school(row: tables.School) -> School:
    return School(SchoolId(row.id), row.name, row.municipality)


def reflection_of(row: tables.Reflection) -> Reflection:
    """Read a reflection from its row."""
    return Reflection(
        id=ReflectionId(row.id),
        partner_id=PartnerId(row.partner_id),
        institution_id=InstitutionId(row.institution_id),
        school_id=SchoolId(row.school_id) if row.school_id else None,
        parts=ReflectionParts(row.happened, row.worked, row.hard, row.next_step),
        sharing=Sharing(row.sharing),
        visited_on=row.visited_on,
        created_at=row.created_at,
        author_name=row.partner.name,
        school_name=row.school.name if row.school else "",
        themes=tuple(
            ReflectionTheme(Theme(each.theme), each.evidence, ThemeSource(each.set_by))
            for each in row.themes
        ),
    )
