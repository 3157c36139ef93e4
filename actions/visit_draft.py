"""What is told of a visit beside its school and time, until it is saved."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.boundary import Event
from actions.call import Call
from actions.draft_privacy import nameless
from actions.names import Slot
from bot.domain_model.participants import company_in, match_colleague
from bot.domain_model.purposes import MAX_PURPOSE, purpose_in
from bot.domain_model.visits import Participant


@dataclass(frozen=True)
class VisitDraft:
    """`moved` is the visit that gets another time; without one the form is about a new visit.

    `whole` tells that all that come again with it move along.

    `together` are the ids of the partners who go as well, and `unsure` are names that may be
    those of several colleagues, or of none. `purpose` is what the visit is for, without names.
    """

    moved: str | None = None
    whole: bool = False
    together: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    purpose: str = ""

    @classmethod
    def read(cls, tracker: Tracker) -> VisitDraft:
        """Read what is remembered."""
        slot = tracker.get_slot(Slot.VISIT.value)
        kept: dict[str, Any] = slot if isinstance(slot, dict) else {}
        told = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
        return cls(**{**kept, **told})

    def remembered(self) -> Event:
        """Remember this."""
        nothing = self == VisitDraft()
        return SlotSet(Slot.VISIT.value, None if nothing else asdict(self))

    def with_names(self, call: Call, names: tuple[str, ...]) -> VisitDraft:
        """Add those whom a message names; who is not clear is asked about before it is saved."""
        draft = self
        known = call.services.visits.participants.colleagues(call.actor) if names else []
        for name in names:
            found = match_colleague(name, known)
            if found.only is not None:
                draft = draft.with_colleague(found.only.id, name)
            elif (found.colleagues or name[0].isupper()) and name not in draft.unsure:
                draft = replace(draft, unsure=(*draft.unsure, name))
        return draft

    def with_colleague(self, partner_id: str, name: str) -> VisitDraft:
        """Add a colleague; what she was called is clear by that."""
        draft = self.without_name(name)
        if partner_id in self.together:
            return draft
        return replace(draft, together=(*self.together, partner_id))

    def without(self, partner_id: str) -> VisitDraft:
        """Take a colleague off."""
        return replace(self, together=tuple(each for each in self.together if each != partner_id))

    def without_name(self, name: str) -> VisitDraft:
        """Ask no more about a name."""
        return replace(self, unsure=tuple(each for each in self.unsure if each != name))

    def for_purpose(self, call: Call, told: str) -> VisitDraft:
        """Take what a visit is for; nothing told leaves what was told before."""
        purpose = nameless(call, told)[:MAX_PURPOSE]
        return replace(self, purpose=purpose) if purpose else self

    def told_more(self, call: Call) -> VisitDraft:
        """Add what the message says beside school and time."""
        named = self.with_names(call, company_in(call.told))
        return named.for_purpose(call, purpose_in(call.told))

    def colleagues(self, call: Call) -> list[Participant]:
        """Give those who go as well, as far as they are colleagues still."""
        if not self.together:
            return []
        known = call.services.visits.participants.colleagues(call.actor)
        return [each for each in known if each.id in self.together]
