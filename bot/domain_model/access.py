"""Which reflections and insights an actor may read: one rule, for a row and for the database."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain_model.actors import Actor, InstitutionId, PartnerId, Role
from bot.domain_model.enquiries import Enquiry
from bot.domain_model.insights import Insight, InsightState, Reach
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing


@dataclass(frozen=True, slots=True)
class ReflectionScope:
    """What an actor may read: own ones, those of an institution, those of the whole network."""

    author: PartnerId | None = None
    institution: InstitutionId | None = None
    network: bool = False
    institution_from: Sharing = Sharing.COORDINATOR
    """How far a reflection of the institution must be shared."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all may be read."""
        return self.author is None and self.institution is None and not self.network

    def admits(self, reflection: Reflection) -> bool:
        """Tell whether `reflection` may be read."""
        if self.author is not None and reflection.partner_id == self.author:
            return True
        if self.institution is not None and reflection.institution_id == self.institution:
            return reflection.sharing.reaches(self.institution_from)
        return self.network and reflection.sharing.reaches(Sharing.NETWORK)

    def shown(self, reflection: Reflection) -> Reflection:
        """Give the reflection as this reader may see it: the network sees no names."""
        own = reflection.partner_id == self.author or reflection.institution_id == self.institution
        return reflection if own else replace(reflection, author_name="", school_name="")


def reflection_scope(actor: Actor) -> ReflectionScope:
    """Say what `actor` may read; a stranger and an administrator read nothing."""
    return ReflectionScope(
        author=actor.partner_id,
        institution=actor.institution_id if actor.coordinates else None,
        network=actor.role is Role.NETWORK_COORDINATOR,
    )


def school_scope(actor: Actor) -> ReflectionScope:
    """Say what `actor` may read of a school's history when it changes hands.

    A partner reads what colleagues shared with the institution, beside her own; a coordinator
    what is shared with coordinators. What the network reads names no school.
    """
    works_there = actor.partner_id is not None or actor.coordinates
    return ReflectionScope(
        author=actor.partner_id,
        institution=actor.institution_id if works_there else None,
        institution_from=Sharing.COORDINATOR if actor.coordinates else Sharing.INSTITUTION,
    )


def citable_scope(actor: Actor) -> ReflectionScope:
    """Say what `actor` may cite in an insight: what others than coordinators may read.

    Who may write no insight may cite nothing.
    """
    if not writes_insights(actor):
        return ReflectionScope()
    return ReflectionScope(
        institution=actor.institution_id if actor.coordinates else None,
        network=True,
        institution_from=Sharing.INSTITUTION,
    )


@dataclass(frozen=True, slots=True)
class InsightScope:
    """Which insights an actor may read: published ones, and those that she looks after herself."""

    network: bool = False
    """Whether what is published to the network may be read."""
    institution: InstitutionId | None = None
    """The institution whose published insights may be read."""
    writer: bool = False
    """Whether the institution's unpublished ones may be read too; without one, the network's."""

    def admits(self, insight: Insight) -> bool:
        """Tell whether `insight` may be read."""
        if self.looks_after(insight):
            return True
        if insight.state is not InsightState.PUBLISHED or not self.network:
            return False
        own = self.institution is not None and insight.institution_id == self.institution
        return insight.reach is Reach.NETWORK or own

    def looks_after(self, insight: Insight) -> bool:
        """Tell whether `insight` may be changed."""
        return self.writer and insight.institution_id == self.institution


def insight_scope(actor: Actor) -> InsightScope:
    """Say which insights `actor` may read; a stranger and an administrator read none."""
    writer = writes_insights(actor)
    reads = writer or actor.partner_id is not None
    institution = None if actor.role is Role.NETWORK_COORDINATOR else actor.institution_id
    return InsightScope(reads, institution if reads else None, writer)


def writes_insights(actor: Actor) -> bool:
    """Tell whether `actor` writes insights: for an institution, or for the network."""
    return actor.coordinates or actor.role is Role.NETWORK_COORDINATOR


@dataclass(frozen=True, slots=True)
class EnquiryScope:
    """Which questions to coordinators an actor may read: own ones, those of an institution."""

    author: PartnerId | None = None
    institution: InstitutionId | None = None

    def admits(self, enquiry: Enquiry) -> bool:
        """Tell whether `enquiry` may be read."""
        own = self.author is not None and enquiry.partner_id == self.author
        return own or self.answers(enquiry)

    def answers(self, enquiry: Enquiry) -> bool:
        """Tell whether `enquiry` is for this actor to answer."""
        return self.institution is not None and enquiry.institution_id == self.institution


def enquiry_scope(actor: Actor) -> EnquiryScope:
    """Say which questions to coordinators `actor` may read."""
    return EnquiryScope(actor.partner_id, actor.institution_id if actor.coordinates else None)
