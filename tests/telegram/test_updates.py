"""Every kind of update, as Telegram writes it, is one thing to us."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.services.commands import Command
from bot.telegram.updates import (
    ALLOWED,
    ButtonPress,
    Crowd,
    Edited,
    Ignored,
    Membership,
    NotText,
    Written,
    read_update,
)
from tests.telegram.conftest import chat_of

PERSON = """{"id": 42, "is_bot": false, "first_name": "Kari", "language_code": "nn-NO"}"""
CHAT = """{"id": 42, "first_name": "Kari", "type": "private"}"""
GROUP = """{"id": -1001, "title": "Lærerrommet", "type": "supergroup"}"""
HEAD = f"""{{"message_id": 17, "date": 1795262400, "from": {PERSON}, "chat": {CHAT}"""
AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def read(body: str) -> Any:
    return read_update(json.loads(f"""{{"update_id": 700000001, {body}}}"""))


def message(content: str) -> Any:
    return read(f""""message": {HEAD}, {content}}}""")


def test_text() -> None:
    assert message('"text": "hei"') == Written(chat_of(42), 17, "hei", AT, "nn")


def test_a_command_with_the_bots_name_and_an_argument() -> None:
    written = message('"text": "/Start@refleks_bot abc-1", "entities": []')
    assert written.command == Command("start", "abc-1")


@pytest.mark.parametrize(
    "text",
    ['/confirm{"x": 1}', "/", "//stop", "/ stop", "/æ", "hei /stop", "/a/b", "/stop!"],
)
def test_text_that_only_looks_like_a_command(text: str) -> None:
    assert message(f'"text": {json.dumps(text)}').command is None


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        ('"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]', "photo"),
        ('"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}', "voice"),
        ('"video_note": {"file_id": "a"}', "voice"),
        ('"sticker": {"file_id": "a", "emoji": "👍"}', "sticker"),
        ('"animation": {"file_id": "a"}, "document": {"file_id": "a"}', "sticker"),
        ('"document": {"file_id": "a", "file_name": "notat.docx"}', "document"),
        ('"location": {"longitude": 10.4, "latitude": 63.4}', "not_text"),
        ('"contact": {"phone_number": "22334455"}', "not_text"),
        ('"poll": {"id": "1"}', "not_text"),
        ('"invented_in_2031": {}', "not_text"),
    ],
)
def test_what_is_not_text(content: str, notice: str) -> None:
    found = message(content)
    assert (type(found), found.notice, found.caption) == (NotText, notice, None)


def test_a_caption_and_an_album() -> None:
    found = message('"photo": [], "caption": "fra økta", "media_group_id": "99"')
    assert (found.caption, found.album) == ("fra økta", "99")


def test_an_edited_message() -> None:
    found = read(f""""edited_message": {HEAD}, "edit_date": 1795262460, "text": "ny"}}""")
    assert (type(found), found.text, found.message_id) == (Edited, "ny", 17)
    found = read(f""""edited_message": {HEAD}, "edit_date": 1795262460, "photo": []}}""")
    assert (found.notice, found.message_id) == ("edited", 17)


def test_a_pressed_button() -> None:
    under = f'{{"message_id": 8, "date": 1, "chat": {CHAT}, "text": "Lagre?"}}'
    found = read(
        f""""callback_query": {{"id": "77", "from": {PERSON}, "chat_instance": "1",
        "data": "b:abc", "message": {under}}}"""
    )
    assert found == ButtonPress(chat_of(42), "77", "b:abc", 8, "Lagre?", "nn")


def test_a_pressed_button_of_a_message_that_telegram_has_forgotten() -> None:
    under = f'{{"message_id": 8, "date": 0, "chat": {CHAT}}}'
    query = f'"id": "77", "from": {PERSON}, "data": "b:abc"'
    found = read(f'"callback_query": {{{query}, "message": {under}}}')
    assert (found.message_id, found.shown) == (8, None)
    found = read(f'"callback_query": {{{query}, "inline_message_id": "x"}}')
    assert (found.chat, found.message_id) == (chat_of(42), None)


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("member", True)])
def test_a_private_chat_that_blocks_us_or_takes_us_back(status: str, reachable: bool) -> None:
    member = f'{{"user": {PERSON}, "status": "{status}"}}'
    found = read(f""""my_chat_member": {{"chat": {CHAT}, "from": {PERSON}, "date": 1,
        "old_chat_member": {{}}, "new_chat_member": {member}}}""")
    assert found == Membership(chat_of(42), reachable)


def test_groups_and_channels_are_crowds() -> None:
    in_group = HEAD.replace(CHAT, GROUP)
    assert read(f'"message": {in_group}, "text": "hei"}}') == Crowd(chat_of(-1001), True, "nn")
    added = f"""{{"chat": {GROUP}, "from": {PERSON}, "date": 1, "old_chat_member": {{}},
        "new_chat_member": {{"status": "member"}}}}"""
    assert read(f'"my_chat_member": {added}') == Crowd(chat_of(-1001), True, "nn")
    channel = added.replace("supergroup", "channel").replace('member"}', 'administrator"}')
    assert read(f'"my_chat_member": {channel}') == Crowd(chat_of(-1001), False, "nn")
    left = added.replace('"status": "member"', '"status": "left"')
    assert read(f'"my_chat_member": {left}') == Ignored("left a group")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('"channel_post": {"message_id": 1, "text": "nytt"}', "channel post"),
        ('"edited_channel_post": {"message_id": 1}', "channel post"),
        ('"brand_new_kind": {}', "unknown kind"),
        ('"inline_query": {"id": "1", "query": "x"}', "unknown kind"),
        (f'"message": {HEAD}, "pinned_message": {{}}}}', "service message"),
        (f'"edited_message": {HEAD.replace(CHAT, GROUP)}, "text": "a"}}', "edit in a group"),
        ('"message": {"text": "hei"}', "unreadable message"),
        ('"message": null', "unreadable message"),
        ('"message": []', "unreadable message"),
        ('"callback_query": {"id": "1"}', "unreadable callback_query"),
        (
            f'"message": {HEAD.replace("1795262400", "99999999999999999999")}, "text": "a"}}',
            "unreadable message",
        ),
    ],
)
def test_what_asks_for_nothing_is_passed_over(body: str, reason: str) -> None:
    assert read(body) == Ignored(reason)


def test_telegram_is_asked_for_every_kind_that_means_something() -> None:
    assert set(ALLOWED) == {
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "channel_post",
        "edited_channel_post",
    }
