"""Which reflections an actor may read: one rule, asked of a row here and of the database there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain_model.actors import Actor, InstitutionId, PartnerId, Role
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing


@dataclass(frozen=True, slots=True)
class ReflectionScope:
    """What an actor may read: own ones, those of an institution, those of the whole network."""

    author: PartnerId | None = None
    institution: InstitutionId | None = None
    network: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing at all may be read."""
        return self.author is None and self.institution is None and not self.network

    def admits(self, reflection: Reflection) -> bool:
        """Tell whether `reflection` may be read."""
        if self.author is not None and reflection.partner_id == self.author:
            return True
        if self.institution is not None and reflection.institution_id == self.institution:
            return reflection.sharing.reaches(Sharing.COORDINATOR)
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
