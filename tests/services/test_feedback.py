"""An answer is judged once, without who judged it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import ChatId
from bot.domain_model.errors import NotAllowed
from bot.domain_model.feedback import Reason, TopicVerdicts, Verdict
from bot.domain_model.messages import OutgoingKind
from bot.services.feedback import COUNTED, verdict_payload
from bot.services.inbox import Press, Pressed
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Outgoing, StoredButton
from bot.services.ports.questions import AskedQuestion
from tests.support.people import NOW, Cast

CHAT = ChatId("telegram:42")
THUMBS = (
    Button("👍", verdict_payload(Verdict.GOOD, "sku_arena"), "verdict"),
    Button("👎", verdict_payload(Verdict.BAD, "sku_arena"), "verdict"),
)


def answer(services: Services, key: str = "m") -> tuple[StoredButton, ...]:
    with services.begin() as uow:
        said = Outgoing(f"{key}:reply:0", CHAT, "Svar", OutgoingKind.REPLY, "nn", THUMBS)
        uow.outbox.add_once(said, NOW)
        uow.commit()
    return newest(services)


def newest(services: Services) -> tuple[StoredButton, ...]:
    with services.begin() as uow:
        return uow.outbox.of_chats([CHAT], limit=100)[-1].buttons


def press(services: Services, button: StoredButton) -> Press:
    pressed = Pressed(f"p:{button.token}", CHAT, button.token, NOW)
    return services.inbox.press(pressed, at=NOW).press


def topics(services: Services, people: Cast) -> list[TopicVerdicts]:
    return services.asking.feedback.counts(people.kari, at=NOW + timedelta(hours=1)).topics


def test_an_answer_is_judged_once(services: Services, people: Cast) -> None:
    good, bad = answer(services)
    assert press(services, good) is Press.TAKEN
    assert press(services, bad) is Press.USED
    assert topics(services, people) == [TopicVerdicts("sku_arena", 1, 0, {})]


def test_blame_is_explained_in_one_more_tap(services: Services, people: Cast) -> None:
    _, bad = answer(services)
    press(services, bad)
    why = newest(services)
    assert [each.title for each in why] == [
        "Feil svar", "Ikkje det eg spurde om", "For langt", "Utdatert",
    ]  # fmt: skip
    press(services, why[2])
    assert press(services, why[0]) is Press.USED
    assert topics(services, people) == [TopicVerdicts("sku_arena", 0, 1, {Reason.TOO_LONG: 1})]


def test_a_thumb_and_words_about_one_answer_count_once(services: Services, people: Cast) -> None:
    good, _ = answer(services)
    press(services, good)
    why = services.asking.feedback.judge("m", "sku_arena", Verdict.BAD, language="nb", at=NOW)
    assert len(why) == len(Reason)
    assert topics(services, people) == [TopicVerdicts("sku_arena", 1, 0, {})]


def test_counts_are_for_coordinators_and_tell_what_was_not_known(
    services: Services, people: Cast
) -> None:
    with services.begin() as uow:
        for decision, at in [("unknown", NOW), ("answer", NOW), ("unknown", NOW - 2 * COUNTED)]:
            uow.questions.add(AskedQuestion("hva?", None, decision, 0.1, "nb"), at)
        uow.commit()
    counts = services.asking.feedback.counts(people.nils, at=NOW + timedelta(hours=1))
    assert counts.decisions == {"unknown": 1, "answer": 1}
    for actor in (people.ola, people.administrator):
        with pytest.raises(NotAllowed):
            services.asking.feedback.counts(actor, at=NOW)
