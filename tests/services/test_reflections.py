"""A reflection is kept once, whole, and as far as its author shares it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.reflections import EmptyReflection, PartTooLong, ReflectionParts
from bot.domain_model.schools import InvalidSchoolName
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import ReflectionTheme, Theme, ThemeSource
from bot.services.reflections import LogReflection
from tests.support.people import NOW, Cast

WISH = LogReflection(
    source_key="telegram:1:7",
    school="åsveien skole",
    parts=ReflectionParts("Gruppene øvde.", "Alle snakket.", "", "Avtale tid med rektor."),
    visited_on=NOW.date(),
)


def test_it_is_kept_with_its_parts(services: Services, people: Cast) -> None:
    kept = services.reflections.log(people.ola, WISH, at=NOW)
    read = services.reflections.get(people.ola, kept.id)
    assert read.parts == WISH.parts
    assert read.school_name == "Åsveien skole"
    assert read.author_name == "Ola Ødegård"
    assert (read.visited_on, read.created_at) == (NOW.date(), NOW)


def test_without_a_choice_it_is_shared_as_the_partner_is_used_to(
    services: Services, people: Cast
) -> None:
    assert services.reflections.log(people.ola, WISH, at=NOW).sharing is Sharing.COORDINATOR
    only_me = replace(
        WISH, source_key="other", parts=ReflectionParts("Noe annet."), sharing=Sharing.ONLY_ME
    )
    assert services.reflections.log(people.ola, only_me, at=NOW).sharing is Sharing.ONLY_ME


def test_the_same_message_saves_once(services: Services, people: Cast) -> None:
    def save(_: int) -> str:
        return services.reflections.log(people.ola, WISH, at=NOW).id

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(save, range(8)))
    assert len(ids) == 1
    assert len(services.reflections.visible_to(people.ola)) == 1


def test_the_same_words_of_the_same_day_are_kept_once(services: Services, people: Cast) -> None:
    first = services.reflections.log(people.ola, WISH, at=NOW)
    again = replace(WISH, source_key="pressed again", sharing=Sharing.ONLY_ME)
    second = services.reflections.log(people.ola, again, at=NOW)
    assert (second.id, second.sharing) == (first.id, Sharing.ONLY_ME)
    assert services.reflections.own(people.ola) == [second]
    another_day = replace(again, source_key="later", visited_on=NOW.date() + timedelta(days=1))
    services.reflections.log(people.ola, another_day, at=NOW)
    services.reflections.log(people.siri, replace(WISH, source_key="hers"), at=NOW)
    assert len(services.reflections.own(people.ola)) == 2


def test_a_school_is_known_again_in_another_spelling(services: Services, people: Cast) -> None:
    spellings = ["Åsveien skole", "åsveien", "AASVEIEN SKULE", "Åsveien  skole."]
    schools = {
        services.reflections.log(
            people.ola, replace(WISH, source_key=name, school=name), at=NOW
        ).school_id
        for name in spellings
    }
    assert len(schools) == 1


@pytest.mark.parametrize("name", ["", "   ", "1", "12345", "å" * 121])
def test_what_is_no_name_is_refused(name: str, services: Services, people: Cast) -> None:
    with pytest.raises(InvalidSchoolName):
        services.reflections.log(people.ola, replace(WISH, school=name), at=NOW)
    assert services.reflections.visible_to(people.ola) == []


def test_an_empty_one_cannot_be_made() -> None:
    with pytest.raises(EmptyReflection):
        ReflectionParts(happened=" \n")


def test_one_that_is_far_too_long_cannot_be_made() -> None:
    with pytest.raises(PartTooLong):
        ReflectionParts(hard="a" * 10_001)


def test_its_themes_are_suggested_with_the_words_that_speak_for_them(
    services: Services, people: Cast
) -> None:
    parts = ReflectionParts(hard="Rektor måtte gå.", next_step="Lage en møteplan.")
    kept = services.reflections.log(people.ola, replace(WISH, parts=parts), at=NOW)
    read = services.reflections.get(people.ola, kept.id)
    assert read.themes == kept.themes
    anchoring = ReflectionTheme(Theme.ANCHORING, "Rektor måtte gå", ThemeSource.SUGGESTED)
    assert anchoring in read.themes
    services.reflections.log(people.ola, replace(WISH, parts=parts), at=NOW)
    assert services.reflections.get(people.ola, kept.id).themes == kept.themes


def test_the_same_once_more_is_one_shared_as_was_said_last(
    services: Services, people: Cast
) -> None:
    first = services.reflections.log(people.ola, WISH, at=NOW)
    again = replace(WISH, source_key="again", sharing=Sharing.ONLY_ME)
    assert services.reflections.log(people.ola, again, at=NOW).id == first.id
    (kept,) = services.reflections.own(people.ola)
    assert kept.sharing is Sharing.ONLY_ME
    services.reflections.share(people.ola, kept.id, Sharing.ONLY_ME, at=NOW)
    assert services.reflection_changes.history(people.ola, kept.id) == []
