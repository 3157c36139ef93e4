"""The gate to school visits: all who go on one see it and may change it, and nobody else.

What an actor may not see looks exactly like what does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain_model.actors import Actor, PartnerId
from bot.domain_model.errors import NotFound
from bot.domain_model.overlaps import Busy
from bot.domain_model.people import Partner
from bot.domain_model.visits import Visit, VisitId, VisitState
from bot.services.access import PAGE, own_partner
from bot.services.ports.unit_of_work import UnitOfWork


def access_visit(uow: UnitOfWork, actor: Actor, visit_id: str) -> Visit:
    """Give one visit that `actor` goes on.

    Raises:
        NotFound: when there is none, or others go on it.
    """
    visit = uow.visits.find(VisitId(visit_id))
    if visit is None or not visit.includes(actor.partner_id):
        raise NotFound
    return visit


def visits_of(uow: UnitOfWork, actor: Actor, *, since: datetime, limit: int = PAGE) -> list[Visit]:
    """List the visits that the actor goes on, stand and begin after `since`, earliest first."""
    if actor.partner_id is None:
        return []
    return uow.visits.of_partner(actor.partner_id, since=since, limit=limit)


def kept_visit(uow: UnitOfWork, actor: Actor, visit_id: str) -> Visit:
    """Give one visit that `actor` goes on, to come or done.

    Raises:
        NotFound: when there is none, others go on it, or it is cancelled.
    """
    visit = access_visit(uow, actor, visit_id)
    if visit.state is VisitState.CANCELLED:
        raise NotFound
    return visit


def standing_visit(uow: UnitOfWork, actor: Actor, visit_id: str) -> Visit:
    """Give one visit that `actor` goes on and that is still to be made.

    Raises:
        NotFound: when there is none, others go on it, it is cancelled or done.
    """
    visit = access_visit(uow, actor, visit_id)
    if visit.state is not VisitState.PLANNED:
        raise NotFound
    return visit


def finished_visits(uow: UnitOfWork, actor: Actor, *, since: datetime) -> list[Visit]:
    """List the visits that the actor goes on, are done and begin after `since`, latest first.

    Raises:
        NotAllowed: when `actor` is not a partner.
    """
    return uow.visits.done_with_partner(own_partner(uow, actor).id, since=since)


def series_of(uow: UnitOfWork, actor: Actor, visit_id: str, *, since: datetime) -> list[Visit]:
    """List what `actor` goes on, after `since`, of the visits that come again with this one.

    Raises:
        NotFound: when there is none, or others go on it.
    """
    visit = access_visit(uow, actor, visit_id)
    series = uow.visits.of_series(visit, since=since)
    return [each for each in series if each.includes(actor.partner_id)]


def colleagues_of(uow: UnitOfWork, actor: Actor) -> list[Partner]:
    """List the partners whom `actor` may take along: those of the same institution, by name.

    Raises:
        NotAllowed: when `actor` is not a partner.
    """
    own = own_partner(uow, actor)
    return [each for each in uow.partners.active_of(own.institution_id) if each.id != own.id]


def access_colleague(uow: UnitOfWork, actor: Actor, partner_id: str) -> Partner:
    """Give a partner whom `actor` may take along.

    Raises:
        NotAllowed: when `actor` is not a partner.
        NotFound: when there is none, or she is of another institution.
    """
    found = next((each for each in colleagues_of(uow, actor) if each.id == partner_id), None)
    if found is None:
        raise NotFound
    return found


def busy_times(
    uow: UnitOfWork,
    own: PartnerId,
    partners: Iterable[PartnerId],
    *,
    since: datetime,
    until: datetime,
) -> list[Busy]:
    """Tell when partners are on visits from `since` to `until`, for one of them to read.

    Of her colleagues it is told when, and not where; of others than colleagues nothing.
    """
    institution = uow.partners.get(own).institution_id
    found = []
    for partner in partners:
        if uow.partners.get(partner).institution_id != institution:
            continue
        for visit in uow.visits.of_partner_during(partner, since, until):
            (who,) = (each for each in visit.participants if each.id == partner)
            school = visit.school_name if partner == own else ""
            found.append(Busy(who, visit.id, visit.starts_at, visit.ends_at, school))
    return found
