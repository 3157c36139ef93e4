"""The gate for questions: those to coordinators, and how often what is asked.

What an actor may not see looks exactly like what does not exist.
"""

from __future__ import annotations

from bot.domain_model.access import EnquiryScope, enquiry_scope, writes_insights
from bot.domain_model.actors import Actor
from bot.domain_model.enquiries import Enquiry, EnquiryId
from bot.domain_model.errors import NotFound
from bot.services.access import PAGE
from bot.services.ports.unit_of_work import UnitOfWork


def access_enquiry_to_answer(uow: UnitOfWork, actor: Actor, enquiry_id: str) -> Enquiry:
    """Give one question that is for `actor` to answer.

    Raises:
        NotFound: when there is none, or it is for others.
    """
    enquiry = uow.enquiries.find(EnquiryId(enquiry_id))
    if enquiry is None or not enquiry_scope(actor).answers(enquiry):
        raise NotFound
    return enquiry


def enquiries_visible_to(
    uow: UnitOfWork, actor: Actor, *, answered: bool, limit: int = PAGE
) -> list[Enquiry]:
    """List the questions to coordinators that `actor` may see."""
    return uow.enquiries.within(enquiry_scope(actor), answered=answered, limit=limit)


def own_enquiries(uow: UnitOfWork, actor: Actor, *, limit: int = PAGE) -> list[Enquiry]:
    """List the questions to coordinators that `actor` has asked: open ones, then answered ones."""
    scope = EnquiryScope(author=actor.partner_id)
    return [
        each
        for answered in (False, True)
        for each in uow.enquiries.within(scope, answered=answered, limit=limit)
    ]


def may_read_question_counts(actor: Actor) -> bool:
    """Tell whether `actor` may read how often what was asked; never by whom."""
    return writes_insights(actor)
