"""The register of an institution's schools: filled from a file, asked for a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain_model.actors import Actor
from bot.domain_model.errors import NotAllowed
from bot.domain_model.school_matching import Match, match_school, school_named_in
from bot.domain_model.schools import School, SchoolTaken
from bot.services.ports.schools import Entered
from bot.services.ports.unit_of_work import Begin
from bot.services.school_file import Refusal, Refused, read_schools


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a file did to the register; schools that it does not name stay."""

    added: int
    changed: int
    same: int
    refused: Sequence[Refusal]


class Schools:
    """The schools that an institution works with."""

    def __init__(self, begin: Begin) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin

    def import_file(self, actor: Actor, content: bytes, *, at: datetime) -> ImportReport:
        """Bring the register up to date with a CSV file; the same file again changes nothing.

        What can be read is taken, and the other lines are listed.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
            NotASchoolFile: when it is no such file; nothing is taken then.
        """
        if not actor.coordinates or actor.institution_id is None:
            raise NotAllowed
        counted: Counter[Entered] = Counter()
        refused: list[Refusal] = []
        with self._begin() as uow:
            for line, entry in list(read_schools(content)):
                if isinstance(entry, Refused):
                    refused.append(Refusal(line, entry))
                    continue
                try:
                    counted[uow.school_register.enter(actor.institution_id, entry)] += 1
                except SchoolTaken:
                    refused.append(Refusal(line, Refused.TAKEN))
            uow.audit.add(actor.account_id, "import", "school", None, at)
            uow.commit()
        return ImportReport(
            counted[Entered.ADDED], counted[Entered.CHANGED], counted[Entered.SAME], refused
        )

    def register(self, actor: Actor) -> Sequence[School]:
        """List the schools of the actor's institution by name; none when it keeps no register."""
        if actor.institution_id is None:
            return []
        with self._begin() as uow:
            return uow.school_register.of(actor.institution_id)

    def find(self, actor: Actor, name: str) -> Match | None:
        """Find which schools a name may mean; None when the institution keeps no register."""
        register = self.register(actor)
        return match_school(name, register) if register else None

    def named_in(self, actor: Actor, text: str) -> str | None:
        """Give the name of a school of the register that stands in `text`, if one does."""
        return school_named_in(text, self.register(actor))
