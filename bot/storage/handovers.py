"""Repository of what a hand-over shows of a school."""

from __future__ import annotations

from sqlalchemy import extract, func, or_, select
from sqlalchemy.orm import Session

from bot.domain_model.access import ReflectionScope
from bot.domain_model.actors import InstitutionId
from bot.domain_model.schools import School, SchoolId, school_key
from bot.domain_model.sharing import Sharing, levels_from
from bot.domain_model.themes import Theme
from bot.services.ports.handovers import ThemeCount
from bot.storage import reflection_tables, tables
from bot.storage.reflections import admitted


class Handovers:
    """Schools as those see them who take them over."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def school_named(self, name: str) -> School | None:
        """Find the school that this name means; unlike the register, never add one."""
        row = tables.School
        found = select(row).where(row.key == school_key(name)).order_by(row.municipality, row.id)
        school = self._session.scalars(found.limit(1)).one_or_none()
        return None if school is None else _school(school)

    def schools_of(self, institution: InstitutionId) -> list[School]:
        """List the schools that an institution's partners visit or share reflections about."""
        goes = tables.VisitParticipant
        visited = (
            select(tables.Visit.school_id)
            .join(goes, goes.visit_id == tables.Visit.id)
            .join(tables.Partner, tables.Partner.id == goes.partner_id)
            .where(tables.Partner.institution_id == institution, goes.left_at.is_(None))
        )
        row = tables.School
        told = select(tables.Reflection.id).where(
            tables.Reflection.school_id == row.id,
            tables.Reflection.institution_id == institution,
            tables.Reflection.sharing.in_(levels_from(Sharing.COORDINATOR)),
        )
        found = select(row).where(or_(row.id.in_(visited), told.exists()))
        return [_school(each) for each in self._session.scalars(found.order_by(row.name, row.id))]

    def themes(self, scope: ReflectionScope, school: SchoolId) -> list[ThemeCount]:
        """Count the themes of the reflections about a school that `scope` admits."""
        row, theme = tables.Reflection, reflection_tables.ReflectionTheme
        year, count = extract("year", row.visited_on), func.count()
        found = (
            select(year, theme.theme, count)
            .join(row, row.id == theme.reflection_id)
            .where(row.school_id == school, admitted(scope))
            .group_by(year, theme.theme)
            .order_by(year.desc(), count.desc(), theme.theme)
        )
        return [ThemeCount(int(y), Theme(t), n) for y, t, n in self._session.execute(found)]


def _school(row: tables.School) -> School:
    return School(SchoolId(row.id), row.name, row.municipality)
