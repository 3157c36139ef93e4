"""Made-up institutions, people and schools, to try Refleks with; nobody in it exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.reflections import LogReflection
from bot.services.visits import ScheduleVisit

MARK = "(oppdiktet)"
"""Stands behind the name of every institution and person, so that none is taken for real."""


@dataclass(frozen=True, slots=True)
class _Note:
    school: str
    days_ago: int
    sharing: Sharing
    parts: ReflectionParts


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    language: str
    notes: tuple[_Note, ...] = ()
    visits: tuple[tuple[str, int, int], ...] = ()
    """School, days from now, and the hour of the day."""


_HOUSES: dict[str, tuple[str, tuple[_Person, ...]]] = {
    "Fjordhøgskolen": (
        "Kari Koordinator",
        (
            _Person(
                "Ola Partner",
                "nb",
                (
                    _Note(
                        "Solbakken skole",
                        20,
                        Sharing.INSTITUTION,
                        ReflectionParts(
                            happened="Første økt med hele personalet om kollegaveiledning.",
                            worked="Alle skrev noe selv før de snakket sammen.",
                            hard="Rektor måtte gå etter ti minutter.",
                            next_step="Avtale faste ti minutter med ledergruppa før hver økt.",
                        ),
                    ),
                    _Note(
                        "Lillehaug ungdomsskole",
                        6,
                        Sharing.COORDINATOR,
                        ReflectionParts(
                            happened="Trinnteamene planla en undervisningsøkt sammen.",
                            worked="De valgte ett mål og holdt seg til det.",
                            hard="Tida ble knapp til å se på elevarbeid.",
                            next_step="Begynne med elevarbeidene neste gang.",
                        ),
                    ),
                ),
                (("Solbakken skole", 4, 9), ("Lillehaug ungdomsskole", 11, 12)),
            ),
            _Person("Eva Partner", "nb", (), (("Nordnes skole", 6, 10),)),
        ),
    ),
    "Høgskulen på vidda": (
        "Nils Koordinator",
        (
            _Person(
                "Siri Partnar",
                "nn",
                (
                    _Note(
                        "Fjellvik ungdomsskule",
                        12,
                        Sharing.NETWORK,
                        ReflectionParts(
                            happened="Tre team prøvde kollegarettleiing med førsamtale.",
                            worked="Spørjekorta gjorde det lettare å vere kritisk ven.",
                            hard="Eitt team fann ikkje tid før timen.",
                            next_step="La ressurslærarane leie neste runde sjølve.",
                        ),
                    ),
                ),
                (("Fjellvik ungdomsskule", 3, 8), ("Breiset skule", 9, 13)),
            ),
            _Person("Jon Partnar", "nn", (), (("Breiset skule", 17, 9),)),
        ),
    ),
    "Østlandsuniversitetet": (
        "Anne Koordinator",
        (
            _Person(
                "Per Partner",
                "nb",
                (
                    _Note(
                        "Granly oppvekstsenter",
                        30,
                        Sharing.INSTITUTION,
                        ReflectionParts(
                            happened="Ledelsen og to ressurslærere kartla hva skolen trenger.",
                            worked="Elevundersøkelsen ga noe felles å snakke ut fra.",
                            hard="Mange andre planer samtidig.",
                            next_step="Velge bort to tiltak sammen med rektor.",
                        ),
                    ),
                ),
                (("Granly oppvekstsenter", 5, 14),),
            ),
            _Person("Liv Partner", "nb"),
        ),
    ),
}


def fill(services: Services, *, at: datetime) -> Actor:
    """Put the made-up people into a database, once; give the first coordinator.

    Raises:
        StorageUnavailable: when the database cannot be reached.
    """
    coordinators = [_fill_house(services, house, *people, at) for house, people in _HOUSES.items()]
    return coordinators[0]


def _fill_house(
    services: Services,
    house: str,
    coordinator: str,
    partners: tuple[_Person, ...],
    at: datetime,
) -> Actor:
    name = f"{coordinator} {MARK}"
    language = partners[0].language
    leader = (
        _known(services, name)
        or services.partners.add_coordinator(
            f"{house} {MARK}", name, at=at, language=language
        ).account.actor
    )
    for person in partners:
        marked = f"{person.name} {MARK}"
        actor = (
            _known(services, marked)
            or services.partners.invite(
                leader, marked, at=at, language=person.language
            ).account.actor
        )
        _fill_person(services, actor, person, at)
    return leader


def _known(services: Services, name: str) -> Actor | None:
    with services.begin() as uow:
        found = uow.partners.by_name(name)
        account = uow.accounts.by_partner(found[0].id) if found else None
    return account.actor if account else None


def _fill_person(services: Services, actor: Actor, person: _Person, at: datetime) -> None:
    for note in person.notes:
        told_at = at - timedelta(days=note.days_ago)
        wish = LogReflection(
            f"demo:{person.name}:{note.school}",
            note.school,
            note.parts,
            told_at.date(),
            note.sharing,
        )
        services.reflections.log(actor, wish, at=told_at)
    for school, days, hour in person.visits:
        day = (at.astimezone(services.zone) + timedelta(days=days)).replace(
            hour=hour, minute=0, second=0, microsecond=0
        )
        key = f"demo:{person.name}:{school}:{days}"
        wished = ScheduleVisit(key, school, day, day + timedelta(hours=1))
        services.visits.schedule(actor, wished, at=at)
