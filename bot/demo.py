"""Made-up institutions, people and schools, to try Refleks with; nobody in it exists."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.bootstrap import ROOT, Services
from bot.demo_people import Demo, House, Learned, Person, Question, load_demo
from bot.domain_model.actors import Actor, Channel, chat_id
from bot.domain_model.insights import Stance
from bot.services.insights import WriteInsight
from bot.services.ports.enquiries import NewEnquiry
from bot.services.reflections import LogReflection
from bot.services.visits import ScheduleVisit

MARK = "(oppdiktet)"
"""Stands behind the name of every institution and person, so that none is taken for real."""
_FRIDAY = 5


def fill(services: Services, *, at: datetime) -> Actor:
    """Put the made-up people into a database, once; give the first coordinator.

    Raises:
        BadDemo: when `data/demo/` cannot be used.
        StorageUnavailable: when the database cannot be reached.
    """
    demo = load_demo(ROOT / "data" / "demo")
    leaders = {name: _fill_house(services, name, house, at) for name, house in demo.houses.items()}
    for learned in demo.learned:
        _fill_insight(services, leaders[learned.house], demo, learned, at)
    return next(iter(leaders.values()))


def _fill_house(services: Services, name: str, house: House, at: datetime) -> Actor:
    coordinator = f"{house.coordinator} {MARK}"
    language = house.partners[0].language
    leader = (
        _known(services, coordinator)
        or services.partners.add_coordinator(
            f"{name} {MARK}", coordinator, at=at, language=language
        ).account.actor
    )
    for person in house.partners:
        marked = f"{person.name} {MARK}"
        actor = (
            _known(services, marked)
            or services.partners.invite(
                leader, marked, at=at, language=person.language
            ).account.actor
        )
        _fill_person(services, actor, person, at)
        for question in person.questions:
            _fill_question(services, actor, leader, person, question, at)
    return leader


def _known(services: Services, name: str) -> Actor | None:
    with services.begin() as uow:
        found = uow.partners.by_name(name)
        account = uow.accounts.by_partner(found[0].id) if found else None
    return account.actor if account else None


def _fill_person(services: Services, actor: Actor, person: Person, at: datetime) -> None:
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
    for plan in person.visits:
        day = _school_day(at.astimezone(services.zone) + timedelta(days=plan.in_days)).replace(
            hour=plan.hour, minute=0, second=0, microsecond=0
        )
        key = f"demo:{person.name}:{plan.school}:{plan.in_days}"
        wished = ScheduleVisit(key, plan.school, day, day + timedelta(hours=1))
        services.visits.schedule(actor, wished, at=at)


def _school_day(day: datetime) -> datetime:
    """Give the day itself; of a weekend the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.isoweekday() > _FRIDAY else day


def _fill_question(
    services: Services,
    actor: Actor,
    leader: Actor,
    person: Person,
    question: Question,
    at: datetime,
) -> None:
    asked_at = at - timedelta(days=question.days_ago)
    if actor.partner_id is None or actor.institution_id is None or actor.account_id is None:
        raise LookupError("a made-up partner without an account")
    new = NewEnquiry(
        f"demo:{person.name}:{question.text}",
        actor.institution_id,
        actor.partner_id,
        chat_id(Channel.WEB, actor.account_id),
        person.language,
        question.text,
    )
    with services.begin() as uow:
        added = uow.enquiries.add_once(new, asked_at)
        uow.commit()
    if added and question.answer:
        enquiries = services.asking.enquiries
        own = enquiries.visible_to(actor, answered=False)
        asked = next(each for each in own if each.text == question.text)
        enquiries.answer(leader, asked.id, question.answer, at=asked_at + timedelta(days=1))


def _fill_insight(
    services: Services, leader: Actor, demo: Demo, learned: Learned, at: datetime
) -> None:
    known = services.insights.visible_to(leader)
    if any(each.text == learned.text for each in known):
        return
    written_at = at - timedelta(days=learned.days_ago or 1)
    wish = WriteInsight(learned.text, learned.reach, learned.themes)
    insight = services.insights.write(leader, wish, at=written_at)
    stances: dict[str, Stance | None] = dict.fromkeys(
        _reflections(services, demo, learned), Stance.SUPPORTS
    )
    services.insight_evidence.cite(leader, insight.id, stances, at=written_at)
    if learned.days_ago is None:
        return
    services.insights.publish(leader, insight.id, at=written_at)
    for days, (name, verdict) in enumerate(learned.read_by.items(), start=1):
        reader, read_at = _known(services, f"{name} {MARK}"), written_at + timedelta(days=days)
        if reader is not None:
            services.insight_readers.open(reader, insight.id, at=read_at)
            if verdict is not None:
                services.insight_readers.judge(reader, insight.id, verdict, at=read_at)


def _reflections(services: Services, demo: Demo, learned: Learned) -> list[str]:
    authors = [person for house in demo.houses.values() for person in house.partners]
    found: list[str] = []
    for person in authors:
        actor = _known(services, f"{person.name} {MARK}")
        if actor is not None:
            own = services.reflections.own(actor)
            found += [each.id for each in own if each.school_name in learned.supported_by]
    return found
