"""A sign-in link works once; a browser's session lasts until it is ended or over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import AccountId
from bot.domain_model.errors import NotFound
from bot.domain_model.people import SESSION_LENGTH
from bot.services.sign_in import LinkNotValid, NotSignedIn
from tests.support.people import NOW, Cast


def link(services: Services, people: Cast) -> str:
    assert people.kari.account_id
    return services.sign_in.issue_link(people.kari.account_id, at=NOW)


def test_a_link_signs_in_once(services: Services, people: Cast) -> None:
    token = link(services, people)
    assert services.sign_in.owner(token, at=NOW).name == "Kari Nordmann"
    session = services.sign_in.sign_in(token, at=NOW)
    assert services.sign_in.account(session, at=NOW).actor == people.kari
    with pytest.raises(LinkNotValid):
        services.sign_in.sign_in(token, at=NOW)
    with pytest.raises(LinkNotValid):
        services.sign_in.owner(token, at=NOW)


def test_a_link_is_over_after_half_an_hour(services: Services, people: Cast) -> None:
    token = link(services, people)
    late = NOW + timedelta(minutes=30)
    with pytest.raises(LinkNotValid):
        services.sign_in.owner(token, at=late)
    with pytest.raises(LinkNotValid):
        services.sign_in.sign_in(token, at=late)


def test_a_session_ends(services: Services, people: Cast) -> None:
    session = services.sign_in.sign_in(link(services, people), at=NOW)
    with pytest.raises(NotSignedIn):
        services.sign_in.account(session, at=NOW + SESSION_LENGTH)
    services.sign_in.sign_out(session)
    with pytest.raises(NotSignedIn):
        services.sign_in.account(session, at=NOW)


def test_nobody_signs_in_as_nobody(services: Services) -> None:
    with pytest.raises(NotFound):
        services.sign_in.issue_link(AccountId("nobody"), at=NOW)
    with pytest.raises(NotSignedIn):
        services.sign_in.account("guessed", at=NOW)


def test_no_secret_is_in_the_database(services: Services, people: Cast) -> None:
    token = link(services, people)
    session = services.sign_in.sign_in(token, at=NOW)
    with services.database.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM one_time_token").all())
        kept += str(connection.exec_driver_sql("SELECT * FROM web_session").all())
    assert token not in kept
    assert session not in kept
