"""Repository of the schools that institutions work with."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain_model.actors import InstitutionId
from bot.domain_model.schools import School, SchoolId, SchoolTaken, own_key
from bot.services.ports.schools import Entered, SchoolEntry
from bot.storage import tables
from bot.storage.base import new_id
from bot.storage.school_tables import InstitutionSchool
from bot.storage.upsert import insert_once


class SchoolRegister:
    """Schools in the registers of institutions."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def of(self, institution: InstitutionId) -> Sequence[School]:
        """List an institution's schools by name."""
        row, kept = tables.School, InstitutionSchool
        doubled = select(row.key).group_by(row.key).having(func.count() > 1)
        namesakes = set(self._session.scalars(doubled))
        found = select(row).join(kept, kept.school_id == row.id)
        of = found.where(kept.institution_id == institution).order_by(row.name, row.id)
        return [
            School(
                SchoolId(each.id),
                each.name,
                each.municipality,
                each.number or "",
                namesake=each.key in namesakes,
            )
            for each in self._session.scalars(of)
        ]

    def enter(self, institution: InstitutionId, entry: SchoolEntry) -> Entered:
        """Put a school into the register, or bring what is known of it up to date.

        Raises:
            SchoolTaken: when another school of that municipality has the name.
        """
        row = self._known(entry)
        if row is None:
            row = tables.School(
                id=new_id(),
                name=entry.name,
                key=own_key(entry.name),
                municipality=entry.municipality,
                number=entry.number or None,
            )
            self._session.add(row)
            entered = Entered.ADDED
        else:
            entered = self._updated(row, entry)
        self._session.flush()
        new_here = insert_once(
            self._session,
            InstitutionSchool(institution_id=institution, school_id=row.id),
            ("institution_id", "school_id"),
        )
        return Entered.ADDED if new_here else entered

    def include(self, institution: InstitutionId, school: SchoolId) -> None:
        """Put a known school into the register of an institution that keeps one."""
        kept = select(InstitutionSchool).where(InstitutionSchool.institution_id == institution)
        if self._session.scalars(kept.limit(1)).one_or_none() is not None:
            row = InstitutionSchool(institution_id=institution, school_id=school)
            insert_once(self._session, row, ("institution_id", "school_id"))

    def _known(self, entry: SchoolEntry) -> tables.School | None:
        row = tables.School
        same_name = select(row).where(
            row.key == own_key(entry.name), row.municipality == entry.municipality
        )
        named = self._session.scalars(same_name).one_or_none()
        if not entry.number:
            return named or self._told_by_a_partner(entry)
        numbered = self._session.scalars(
            select(row).where(row.number == entry.number)
        ).one_or_none()
        if named is not None and named.number not in {None, entry.number}:
            raise SchoolTaken
        if numbered is not None and named is not None and named is not numbered:
            raise SchoolTaken
        return numbered or named or self._told_by_a_partner(entry)

    def _told_by_a_partner(self, entry: SchoolEntry) -> tables.School | None:
        """Find a school that partners named before any file told its municipality."""
        row = tables.School
        same = select(row).where(
            row.key == own_key(entry.name), row.municipality == "", row.number.is_(None)
        )
        return self._session.scalars(same).one_or_none()

    @staticmethod
    def _updated(row: tables.School, entry: SchoolEntry) -> Entered:
        told = (entry.name, own_key(entry.name), entry.municipality, entry.number or row.number)
        if (row.name, row.key, row.municipality, row.number) == told:
            return Entered.SAME
        row.name, row.key, row.municipality, row.number = told
        return Entered.CHANGED
