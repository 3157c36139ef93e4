"""Whoever is erased leaves nothing behind but what she shared, and that without her name."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, Channel, chat_id
from bot.domain_model.errors import NotFound
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.erasure import LastCoordinator, NoSuchPartner
from bot.services.ports.assistant import Button
from bot.services.ports.memory import ConversationEntry
from bot.services.ports.messages import Incoming, Outgoing
from bot.services.reflections import LogReflection
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

NAME = "Ola Ødegård"
TELEGRAM = chat_id(Channel.TELEGRAM, 80808080)


def log(services: Services, actor: Actor, words: str, sharing: Sharing, number: int) -> str:
    wish = LogReflection(
        f"{TELEGRAM}:{number}", "Åsveien skole", ReflectionParts(words), NOW.date(), sharing
    )
    return services.reflections.log(actor, wish, at=NOW).id


def live(services: Services, ola: Actor) -> None:
    """Let Ola do what leaves traces: sign in, write, be answered, plan, reflect, change it."""
    assert ola.account_id
    assert ola.partner_id
    services.sign_in.sign_in(services.sign_in.issue_link(ola.account_id, at=NOW), at=NOW)
    with services.begin() as uow:
        uow.partners.save(replace(uow.partners.get(ola.partner_id), telegram_chat=TELEGRAM))
        uow.commit()
    web = chat_id(Channel.WEB, ola.account_id)
    for chat in (TELEGRAM, web, chat_id(Channel.TERMINAL, "ola_ødegård")):
        services.inbox.receive(Incoming(f"{chat}:1", chat, NOW, "HemmeligInnboks"), at=NOW)
        with services.begin() as uow:
            said = Outgoing(f"{chat}:r", chat, "HemmeligUtboks", OutgoingKind.REPLY, "nb",
                            (Button("HemmeligKnapp", "/help"),))  # fmt: skip
            uow.outbox.add_once(said, NOW)
            uow.commit()
        entry = ConversationEntry("user", None, NOW.timestamp(), {"text": "HemmeligMinne"})
        services.memory.append(chat, [entry], after=0)
    visit = ScheduleVisit(f"{TELEGRAM}:v", "Åsveien skole", NOW + timedelta(days=2), None)
    services.visits.schedule(ola, visit, at=NOW)
    log(services, ola, "HemmeligEget", Sharing.ONLY_ME, 2)
    log(services, ola, "HemmeligKoordinator", Sharing.COORDINATOR, 3)
    log(services, ola, "DeltMedInstitusjonen", Sharing.INSTITUTION, 4)
    log(services, ola, "DeltMedNettverket", Sharing.NETWORK, 5)


def everything(services: Services) -> str:
    """Give all that stands in any table."""
    with services.database.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        rows = [connection.execute(text(f'SELECT * FROM "{n}"')).all() for n in names]
    return repr(rows)


def test_nothing_of_the_person_stays_but_what_was_shared(
    services: Services, people: Cast, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    live(services, people.ola)
    traces = ("Hemmelig", "80808080", str(people.ola.account_id), str(people.ola.partner_id))
    assert all(each in everything(services) for each in traces)

    ola = services.erasure.find(NAME)
    reckoned = services.erasure.reckon(ola)
    done = services.erasure.erase(ola, at=NOW)
    assert (done.deleted, done.kept) == (2, 2)
    assert reckoned == done
    left = everything(services)
    for trace in ("Hemmelig", "80808080", NAME, "Ødegård", "\\xd8deg"):
        assert trace not in left
        assert trace not in caplog.text
    assert "DeltMedInstitusjonen" in left
    shared = services.reflections.visible_to(people.network)
    assert [each.parts.happened for each in shared] == ["DeltMedNettverket"]
    by_nobody = services.reflections.visible_to(people.kari)
    assert {each.author_name for each in by_nobody} == {""}
    for path in tmp_path.rglob("refleks.db*"):
        content = path.read_bytes()
        for trace in ("Hemmelig", "80808080", NAME):
            assert trace.encode() not in content, path


def test_the_audit_log_keeps_that_it_was_done(services: Services, people: Cast) -> None:
    assert people.ola
    services.erasure.erase(services.erasure.find(NAME), at=NOW)
    with services.database.engine.connect() as connection:
        erased = connection.execute(
            text("SELECT account_id, kind, subject_id FROM audit_log WHERE action = 'erase'")
        ).all()
    assert erased == [(None, "partner", None)]


def test_others_keep_everything(services: Services, people: Cast) -> None:
    log(services, people.siri, "SirisEgen", Sharing.ONLY_ME, 9)
    services.erasure.erase(services.erasure.find(NAME), at=NOW)
    (own,) = services.reflections.own(people.siri)
    assert own.parts.happened == "SirisEgen"
    with pytest.raises(NoSuchPartner):
        services.erasure.find(NAME)


def test_who_is_meant_must_be_clear(services: Services, people: Cast) -> None:
    services.partners.invite(people.nils, NAME, at=NOW)
    for name, institution in ((NAME, None), ("Ingen", None), ("", None), (NAME, "HLV")):
        with pytest.raises(NoSuchPartner):
            services.erasure.find(name, institution)
    assert services.erasure.find(NAME, "NTNU").institution_id == people.nils.institution_id


def test_an_institution_is_not_left_without_a_coordinator(
    services: Services, people: Cast
) -> None:
    kari = services.erasure.find("Kari Nordmann")
    with pytest.raises(LastCoordinator):
        services.erasure.erase(kari, at=NOW)
    services.partners.add_coordinator("HVL", "Marit", at=NOW)
    services.erasure.erase(kari, at=NOW)
    assert people.kari


def test_nobody_takes_the_place_of_the_erased(services: Services, people: Cast) -> None:
    live(services, people.ola)
    services.erasure.erase(services.erasure.find(NAME), at=NOW)
    left = services.reflections.visible_to(people.kari)[0]
    school = services.handovers.schools(people.kari)[0]
    with pytest.raises(NotFound):
        services.handovers.give(people.kari, school.id, left.partner_id, at=NOW)
    with pytest.raises(NotFound):
        services.overview.invite_again(people.kari, left.partner_id, at=NOW)


def test_a_comment_on_what_was_left_is_kept_and_told_to_nobody(
    services: Services, people: Cast
) -> None:
    live(services, people.ola)
    services.erasure.erase(services.erasure.find(NAME), at=NOW)
    left = services.reflections.visible_to(people.kari)[0]
    services.reflection_comments.write(people.kari, left.id, "Verdt å dele.", at=NOW)
    (comment,) = services.reflection_comments.of(people.kari, left.id)
    assert comment.text == "Verdt å dele."
    with services.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outbox")).scalar() == 0
