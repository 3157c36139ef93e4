"""The one gate: every reflection, visit, insight and document is read through here, or not at all.

What an actor may not see looks exactly like what does not exist.
"""

from __future__ import annotations

from bot.domain_model.access import (
    InsightScope,
    ReflectionScope,
    citable_scope,
    insight_scope,
    reflection_scope,
    school_scope,
)
from bot.domain_model.actors import Actor, InstitutionId, PartnerId
from bot.domain_model.documents import document_scope
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.insights import Insight, InsightId
from bot.domain_model.people import Partner
from bot.domain_model.reflections import Reflection, ReflectionId
from bot.domain_model.schools import SchoolId
from bot.domain_model.themes import Theme
from bot.services.ports.documents import ReadableDocuments
from bot.services.ports.handovers import ThemeCount
from bot.services.ports.insights import InsightSearch, ReflectionSearch
from bot.services.ports.unit_of_work import UnitOfWork

PAGE = 50
"""Rows on one page of a list."""


def access_reflection(uow: UnitOfWork, actor: Actor, reflection_id: str) -> Reflection:
    """Give one reflection, as `actor` may see it.

    Raises:
        NotFound: when there is none, or it is not for `actor`.
    """
    scope = reflection_scope(actor)
    reflection = uow.reflections.find(ReflectionId(reflection_id))
    if reflection is None or not scope.admits(reflection):
        raise NotFound
    return scope.shown(reflection)


def access_own_reflection(uow: UnitOfWork, actor: Actor, reflection_id: str) -> Reflection:
    """Give one reflection that `actor` has written, to change it.

    Raises:
        NotFound: when there is none, or it is somebody else's.
    """
    reflection = uow.reflections.find(ReflectionId(reflection_id))
    if reflection is None or actor.partner_id is None or reflection.partner_id != actor.partner_id:
        raise NotFound
    return reflection


def reflections_visible_to(
    uow: UnitOfWork, actor: Actor, *, limit: int = PAGE, before: str | None = None
) -> list[Reflection]:
    """List the reflections that `actor` may see, newest first, older than the id `before`.

    Raises:
        NotFound: when `before` is not a reflection that `actor` may see.
    """
    scope = reflection_scope(actor)
    if scope.empty:
        return []
    last = uow.reflections.find(ReflectionId(before)) if before else None
    if before and (last is None or not scope.admits(last)):
        raise NotFound
    found = uow.reflections.within(scope, limit=limit, before=last)
    return [scope.shown(reflection) for reflection in found]


def own_reflections(
    uow: UnitOfWork, actor: Actor, *, limit: int = PAGE, before: str | None = None
) -> list[Reflection]:
    """List the reflections that `actor` has written, newest first, older than the id `before`.

    Raises:
        NotFound: when `before` is not the actor's own.
    """
    if actor.partner_id is None:
        return []
    last = access_own_reflection(uow, actor, before) if before else None
    scope = ReflectionScope(author=actor.partner_id)
    return uow.reflections.within(scope, limit=limit, before=last)


def school_reflections(
    uow: UnitOfWork, actor: Actor, school: SchoolId, *, limit: int
) -> list[Reflection]:
    """List the reflections about a school that `actor` may read as far as sharing allows."""
    search = ReflectionSearch(school=school)
    return uow.reflections.within(school_scope(actor), limit=limit, search=search)


def school_themes(uow: UnitOfWork, actor: Actor, school: SchoolId) -> list[ThemeCount]:
    """Count the themes of the reflections about a school that `actor` may read."""
    return uow.handovers.themes(school_scope(actor), school)


def access_partner(uow: UnitOfWork, actor: Actor, partner_id: str) -> Partner:
    """Give a partner: oneself, or one of the institution that `actor` coordinates.

    Raises:
        NotFound: when there is none, or it is not for `actor`.
    """
    partner = uow.partners.get(PartnerId(partner_id))
    own = partner.id == actor.partner_id
    if not own and not (actor.coordinates and partner.institution_id == actor.institution_id):
        raise NotFound
    return partner


def coordinated_institution(actor: Actor) -> InstitutionId:
    """Give the institution that `actor` coordinates, to look at it as a whole.

    Raises:
        NotAllowed: when there is none: also a network coordinator sees no visits or people.
    """
    if not actor.coordinates or actor.institution_id is None:
        raise NotAllowed
    return actor.institution_id


def own_partner(uow: UnitOfWork, actor: Actor) -> Partner:
    """Give the partner that `actor` is.

    Raises:
        NotAllowed: when `actor` is not a partner: only partners log, plan and are reminded.
    """
    if actor.partner_id is None:
        raise NotAllowed
    return uow.partners.get(actor.partner_id)


def access_citable_reflection(uow: UnitOfWork, actor: Actor, reflection_id: str) -> Reflection:
    """Give one reflection that `actor` may cite in an insight, as `actor` may see it.

    Raises:
        NotFound: when there is none, or it is not for `actor` to cite.
    """
    scope = citable_scope(actor)
    reflection = uow.reflections.find(ReflectionId(reflection_id))
    if reflection is None or not scope.admits(reflection):
        raise NotFound
    return scope.shown(reflection)


def reflections_citable_by(
    uow: UnitOfWork,
    actor: Actor,
    search: ReflectionSearch,
    *,
    limit: int,
    before: str | None = None,
) -> list[Reflection]:
    """List the reflections that `actor` may cite in an insight, newest first.

    Raises:
        NotFound: when `before` is not a reflection that `actor` may cite.
    """
    scope = citable_scope(actor)
    last = access_citable_reflection(uow, actor, before) if before else None
    found = uow.reflections.within(scope, limit=limit, before=last, search=search)
    return [scope.shown(each) for each in found]


def access_insight(uow: UnitOfWork, actor: Actor, insight_id: str) -> Insight:
    """Give one insight that `actor` may read.

    Raises:
        NotFound: when there is none, or it is not for `actor`.
    """
    return _insight_within(uow, insight_scope(actor), insight_id)


def access_own_insight(uow: UnitOfWork, actor: Actor, insight_id: str) -> Insight:
    """Give one insight that `actor` looks after, to change it.

    Raises:
        NotFound: when there is none, or it is for others to look after.
    """
    scope = insight_scope(actor)
    insight = _insight_within(uow, scope, insight_id)
    if not scope.looks_after(insight):
        raise NotFound
    return insight


def insights_visible_to(
    uow: UnitOfWork,
    actor: Actor,
    search: InsightSearch,
    *,
    limit: int = PAGE,
    before: str | None = None,
) -> list[Insight]:
    """List the insights that `actor` may read, newest first, older than the id `before`.

    Raises:
        NotFound: when `before` is not an insight that `actor` may read.
    """
    scope = insight_scope(actor)
    last = _insight_within(uow, scope, before) if before else None
    return uow.insights.within(scope, search, limit=limit, before=last)


def insight_themes(uow: UnitOfWork, actor: Actor) -> list[Theme]:
    """List the themes of the published insights that `actor` may read, the most of first."""
    return uow.insights.themes(insight_scope(actor))


def _insight_within(uow: UnitOfWork, scope: InsightScope, insight_id: str) -> Insight:
    insight = uow.insights.find(InsightId(insight_id))
    if insight is None or not scope.admits(insight):
        raise NotFound
    return insight


def documents_for(uow: UnitOfWork, actor: Actor) -> ReadableDocuments:
    """Give the documents that `actor` may read: those for everybody, and the institution's own."""
    return ReadableDocuments(uow.documents, document_scope(actor))
