"""An institution's register is filled from a file, as often as one likes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Actor
from bot.domain_model.errors import NotAllowed
from bot.services.school_file import NotASchoolFile, Refusal, Refused, read_schools
from bot.services.schools import ImportReport
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

FILE = """Organisasjonsnummer;Navn;Kommune
974557746;Solvik skole;Bergen
;Solvik ungdomsskole;Bergen
923609016;Åsveien skole;Trondheim
"""


def labels(services: Services, actor: Actor) -> list[str]:
    return [each.label for each in services.schools.register(actor)]


def put(services: Services, actor: Actor, text: str) -> ImportReport:
    return services.schools.import_file(actor, text.encode(), at=NOW)


@pytest.mark.parametrize(
    "content",
    [
        FILE.encode(),
        FILE.encode("utf-8-sig"),
        FILE.encode("cp1252"),
        FILE.replace(";", ",").replace("\n", "\r\n").encode(),
        FILE.replace(";", "\t").encode(),
        FILE.replace("Organisasjonsnummer;Navn;Kommune", "Org.nr;Skolenavn;KOMMUNE").encode(),
        FILE.replace("Organisasjonsnummer;Navn;Kommune", "orgnr.;Namn;Kommunenamn").encode(),
    ],
)
def test_every_usual_kind_of_file(content: bytes) -> None:
    read = list(read_schools(content))
    assert [line for line, _ in read] == [2, 3, 4]
    assert [getattr(entry, "name", None) for _, entry in read] == [
        "Solvik skole",
        "Solvik ungdomsskole",
        "Åsveien skole",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"a;b\n1;2\n", b"\x00\x01", b"kommune\nOslo\n", b"navn\n" + b"x" * 140_000]
)
def test_what_is_no_such_file_is_refused_whole(content: bytes) -> None:
    with pytest.raises(NotASchoolFile):
        list(read_schools(content))


def test_a_file_that_is_far_too_long_is_refused() -> None:
    with pytest.raises(NotASchoolFile):
        list(read_schools(b"navn\n" + b"Lade skole\n" * 20_001))


def test_the_same_file_changes_nothing_and_what_is_gone_stays(
    services: Services, people: Cast
) -> None:
    assert put(services, people.kari, FILE) == ImportReport(3, 0, 0, [])
    assert put(services, people.kari, FILE) == ImportReport(0, 0, 3, [])
    shorter = "orgnr;navn;kommune\n974557746;Solvik barneskole;Bergen\n"
    assert put(services, people.kari, shorter) == ImportReport(0, 1, 0, [])
    assert labels(services, people.ola) == [
        "Solvik barneskole",
        "Solvik ungdomsskole",
        "Åsveien skole",
    ]
    assert labels(services, people.nils) == labels(services, STRANGER) == []


def test_lines_that_cannot_be_used_are_listed(services: Services, people: Cast) -> None:
    bad = (
        FILE
        + f"""974557747;Lade skole;Trondheim
;;Oslo

974557746;Solvik skole;Bergen
;Lade skole;{"x" * 121}
983974791;Solvik skole;Bergen
"""
    )
    report = put(services, people.kari, bad)
    assert report.added == 3
    assert report.refused == [
        Refusal(5, Refused.BAD_NUMBER),
        Refusal(6, Refused.NO_NAME),
        Refusal(8, Refused.TWICE),
        Refusal(9, Refused.BAD_MUNICIPALITY),
        Refusal(10, Refused.TAKEN),
    ]


def test_a_number_that_takes_anothers_name_is_refused(services: Services, people: Cast) -> None:
    put(services, people.kari, FILE)
    swapped = "orgnr;navn;kommune\n923609016;Solvik skole;Bergen\n"
    assert put(services, people.kari, swapped).refused == [Refusal(2, Refused.TAKEN)]


@pytest.mark.parametrize("file", [FILE, "navn;kommune\nÅsveien skole;Trondheim\n"])
def test_a_school_that_a_partner_named_first_is_the_same(
    services: Services, people: Cast, file: str
) -> None:
    wish = ScheduleVisit("a", "Åsveien skole", NOW + timedelta(days=1))
    visit = services.visits.schedule(people.ola, wish, at=NOW)
    put(services, people.kari, file)
    known = {each.name: each for each in services.schools.register(people.ola)}
    assert known["Åsveien skole"].id == visit.school_id
    assert known["Åsveien skole"].municipality == "Trondheim"


def test_a_new_school_joins_the_register_that_is_kept(services: Services, people: Cast) -> None:
    put(services, people.kari, FILE)
    wish = ScheduleVisit("a", "Lade skole", NOW + timedelta(days=1))
    services.visits.schedule(people.ola, wish, at=NOW)
    assert "Lade skole" in labels(services, people.kari)
    services.visits.schedule(people.nils, wish, at=NOW)
    assert labels(services, people.nils) == []


def test_namesakes_are_kept_apart(services: Services, people: Cast) -> None:
    put(services, people.kari, FILE + ";Åsveien skole;Bergen\n")
    match = services.schools.find(people.ola, "Åsveien")
    assert match is not None
    assert [each.label for each in match.schools] == [
        "Åsveien skole, Bergen",
        "Åsveien skole, Trondheim",
    ]
    wish = ScheduleVisit("a", "Åsveien skole, Bergen", NOW + timedelta(days=1))
    visit = services.visits.schedule(people.ola, wish, at=NOW)
    assert visit.school_id == match.schools[0].id
    assert services.schools.named_in(people.ola, "til solvik skole") == "Solvik skole"
    assert services.schools.find(people.nils, "Åsveien") is None


def test_only_a_coordinator_fills_it(services: Services, people: Cast) -> None:
    with pytest.raises(NotAllowed):
        put(services, people.ola, FILE)
