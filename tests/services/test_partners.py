"""Invitations let one person in, once; people are known again where they write."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, AccountId, Channel, ChatId, chat_id
from bot.domain_model.errors import Invalid, NotAllowed
from bot.domain_model.people import InvalidName
from bot.services.partners import InvitationNotValid, NoSuchCoordinator
from tests.support.people import NOW, Cast

CHAT = chat_id(Channel.TELEGRAM, 42)


def test_an_invitation_binds_a_chat_to_a_partner(services: Services, people: Cast) -> None:
    invitation = services.partners.invite(people.kari, "Per Hansen", at=NOW)
    assert services.partners.actor_in(CHAT) == STRANGER
    partner = services.partners.redeem(invitation.token, CHAT, at=NOW)
    assert partner.name == "Per Hansen"
    assert services.partners.actor_in(CHAT) == invitation.account.actor


def test_an_invitation_is_used_once_even_by_two_at_a_time(
    services: Services, people: Cast
) -> None:
    invitation = services.partners.invite(people.kari, "Per Hansen", at=NOW)

    def redeem(number: int) -> bool:
        try:
            services.partners.redeem(invitation.token, chat_id(Channel.TELEGRAM, number), at=NOW)
        except InvitationNotValid:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(redeem, range(1, 5))) == [False, False, False, True]


def test_an_invitation_expires(services: Services, people: Cast) -> None:
    invitation = services.partners.invite(people.kari, "Per Hansen", at=NOW)
    with pytest.raises(InvitationNotValid):
        services.partners.redeem(invitation.token, CHAT, at=NOW + timedelta(days=14))
    with pytest.raises(InvitationNotValid):
        services.partners.redeem("guessed", CHAT, at=NOW)


def test_a_chat_belongs_to_the_one_who_used_an_invitation_there_last(
    services: Services, people: Cast
) -> None:
    first = services.partners.invite(people.kari, "Per Hansen", at=NOW)
    second = services.partners.invite(people.kari, "Pia Hansen", at=NOW)
    services.partners.redeem(first.token, CHAT, at=NOW)
    services.partners.redeem(second.token, CHAT, at=NOW)
    assert services.partners.actor_in(CHAT) == second.account.actor


def test_only_a_coordinator_invites(services: Services, people: Cast) -> None:
    for actor in (people.ola, people.network, people.administrator, STRANGER):
        with pytest.raises(NotAllowed):
            services.partners.invite(actor, "Per", at=NOW)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a" * 121, "\x00"])
def test_what_is_no_name_is_refused(name: str, services: Services, people: Cast) -> None:
    with pytest.raises(InvalidName):
        services.partners.invite(people.kari, name, at=NOW)


def test_people_are_known_on_the_web_and_in_the_terminal(services: Services, people: Cast) -> None:
    assert people.ola.account_id
    on_web = chat_id(Channel.WEB, people.ola.account_id)
    assert services.partners.actor_in(on_web) == people.ola
    assert services.partners.actor_in(chat_id(Channel.TERMINAL, "ola_ødegård")) == people.ola
    for stranger in ("web:00000000-0000-0000-0000-000000000000", "terminal:somebody"):
        assert services.partners.actor_in(ChatId(stranger)) == STRANGER


def test_a_terminal_name_that_two_have_is_nobody(services: Services, people: Cast) -> None:
    services.partners.invite(people.kari, "ola ødegård", at=NOW)
    assert services.partners.actor_in(chat_id(Channel.TERMINAL, "Ola_Ødegård")) == STRANGER


@pytest.mark.parametrize("text", ["telegram:x", "web:1", "sms:1", "terminal:", "terminal:a b", ""])
def test_what_is_no_chat_is_refused(text: str) -> None:
    channel, _, name = text.partition(":")
    with pytest.raises((Invalid, ValueError)):
        chat_id(Channel(channel), name)


def test_languages_are_remembered(services: Services, people: Cast) -> None:
    assert people.ola.account_id
    chat = chat_id(Channel.WEB, people.ola.account_id)
    services.partners.note_language(chat, "nn")
    services.partners.note_language(chat_id(Channel.TELEGRAM, 999), "nn")
    services.partners.pin_language(people.ola, "en")
    partner = services.partners.in_chat(chat)
    assert partner
    assert (partner.last_language, partner.pinned_language) == ("nn", "en")
    services.partners.pin_language(people.ola, None)
    partner = services.partners.in_chat(chat)
    assert partner
    assert partner.pinned_language is None


def test_who_blocks_the_bot_is_remembered(services: Services, people: Cast) -> None:
    invitation = services.partners.invite(people.kari, "Per Hansen", at=NOW)
    services.partners.redeem(invitation.token, CHAT, at=NOW)
    services.partners.set_reachable(CHAT, reachable=False)
    services.partners.set_reachable(chat_id(Channel.TELEGRAM, 999), reachable=False)
    partner = services.partners.in_chat(CHAT)
    assert partner
    assert not partner.telegram_reachable


def test_the_command_line_acts_for_the_one_institution_or_the_named_one(
    services: Services,
) -> None:
    with pytest.raises(NoSuchCoordinator):
        services.partners.coordinator_for(None)
    kari = services.partners.add_coordinator("HVL", "Kari", at=NOW).account
    assert services.partners.coordinator_for(None) == kari.actor
    services.partners.add_coordinator("NTNU", "Nils", at=NOW)
    with pytest.raises(NoSuchCoordinator):
        services.partners.coordinator_for(None)
    assert services.partners.coordinator_for("HVL") == kari.actor


def test_a_new_installation_gets_its_first_coordinator_once(services: Services) -> None:
    first = services.partners.first_coordinator(at=NOW)
    assert services.partners.first_coordinator(at=NOW) == first
    assert services.partners.coordinator_for(None) == first.actor


def test_pages_are_written_in_the_chosen_language(services: Services, people: Cast) -> None:
    services.partners.choose_language(people.ola, "nn")
    token = services.sign_in.issue_link(people.ola.account_id or AccountId(""), at=NOW)
    assert services.sign_in.owner(token, at=NOW).language == "nn"
    assert people.ola.known
    assert not STRANGER.known
    with pytest.raises(NotAllowed):
        services.partners.choose_language(STRANGER, "nn")
