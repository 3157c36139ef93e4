"""The fake must behave as Telegram does, seen through the library that the bot uses."""

import asyncio
from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.fakes.bot_api import FakeTelegram
from tests.telegram.conftest import KARI

pytestmark = [
    pytest.mark.asyncio,
    # The library warns of its own change to timedelta whenever it makes a RetryAfter.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning"),
]


async def until(telegram: FakeTelegram, what: str, **query: Any) -> list[Any]:
    """Wait in a thread, so that the bot under test can go on meanwhile."""
    return await asyncio.to_thread(lambda: telegram.wait(what, **query))


async def test_the_bot_knows_itself_and_a_wrong_token_is_refused(
    telegram: FakeTelegram,
) -> None:
    """getMe answers the right token only."""
    right = Bot(telegram.token, base_url=f"{telegram.url}/bot")
    wrong = Bot("123456:wrong", base_url=f"{telegram.url}/bot")

    assert (await right.get_me()).is_bot
    with pytest.raises(InvalidToken):
        await wrong.get_me()
    await right.request.shutdown()
    await wrong.request.shutdown()


async def test_an_update_is_given_until_a_higher_offset_confirms_it(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """Offset semantics of getUpdates."""
    first = telegram.text(KARI, "hei")["update_id"]
    telegram.text(KARI, "på deg")

    assert [update.update_id for update in await bot.get_updates()] == [
        first,
        first + 1,
    ]
    assert len(await bot.get_updates(offset=first)) == 2
    rest = await bot.get_updates(offset=first + 1, limit=1)
    assert [update.effective_message and update.effective_message.text for update in rest] == [
        "på deg"
    ]
    assert await bot.get_updates(offset=first + 2) == ()
    assert telegram.look("confirmed")


async def test_a_negative_offset_keeps_only_the_last_updates(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """Telegram forgets all but the last N for offset -N."""
    for word in ("en", "to", "tre"):
        telegram.text(KARI, word)

    updates = await bot.get_updates(offset=-1)

    assert [update.effective_message and update.effective_message.text for update in updates] == [
        "tre"
    ]
    assert len(telegram.look("pending")) == 1


async def test_long_polling_answers_as_soon_as_somebody_writes(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """A waiting poll is woken by the update."""
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await until(telegram, "pollers")
    telegram.text(KARI, "hei")

    assert len(await asyncio.wait_for(poll, 10)) == 1


async def test_a_second_poller_ends_the_first_with_a_conflict(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """Two bots with one token get in each other's way."""
    first = asyncio.create_task(bot.get_updates(timeout=50))
    await until(telegram, "pollers")
    await bot.get_updates(timeout=0)

    with pytest.raises(Conflict, match=r"(?i)only one bot instance"):
        await first


async def test_only_the_kinds_that_were_asked_for_are_given(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """allowed_updates holds for updates that come later."""
    await bot.get_updates(allowed_updates=["message"])
    telegram.act("edit", chat_id=KARI, text="rettet")
    telegram.text(KARI, "hei")

    updates = await bot.get_updates()

    assert [update.message is not None for update in updates] == [True]


@pytest.mark.parametrize(
    ("kind", "act", "field"),
    [
        ("text", {"text": "hei"}, "message.text"),
        ("edit", {"text": "hei"}, "edited_message.text"),
        ("photo", {"caption": "bilde"}, "message.photo"),
        ("voice", {}, "message.voice"),
        ("sticker", {}, "message.sticker"),
        ("document", {}, "message.document"),
        ("location", {}, "message.location"),
        ("group_text", {"group_id": -100, "text": "hei"}, "message.text"),
        ("group_add", {"group_id": -100}, "my_chat_member"),
        ("channel_post", {"text": "nytt"}, "channel_post.text"),
        ("block", {}, "my_chat_member"),
        ("unblock", {}, "my_chat_member"),
        ("press", {"data": "b:x"}, "callback_query.data"),
        ("unknown", {}, "update_id"),
    ],
)
async def test_the_library_understands_every_kind_of_update(
    telegram: FakeTelegram, bot: Bot, kind: str, act: dict[str, Any], field: str
) -> None:
    """What the fake builds is what the library expects from Telegram."""
    telegram.act(kind, chat_id=KARI, **act)

    value: Any = (await bot.get_updates())[0]
    for name in field.split("."):
        value = getattr(value, name)

    assert value


async def test_a_message_arrives_with_its_buttons_and_a_press_comes_back(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """The round trip of a keyboard, up to its removal."""
    telegram.add_chat(KARI)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Lagre", callback_data="b:1")]])
    sent = await bot.send_message(KARI, "Lagre?", reply_markup=keyboard)
    telegram.press(KARI, "Lagre")
    query = (await bot.get_updates())[0].callback_query
    assert query is not None
    assert query.data == "b:1"
    assert query.message is not None
    assert query.message.message_id == sent.message_id

    await bot.answer_callback_query(query.id, text="Lagret")
    await bot.edit_message_text("Lagre? Ja.", chat_id=KARI, message_id=sent.message_id)

    (message,) = telegram.messages(KARI)
    assert (message.text, message.buttons, message.edits) == ("Lagre? Ja.", [], 1)
    assert telegram.look("answered_queries") == [{"id": query.id, "text": "Lagret"}]
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(query.id)
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await bot.edit_message_text("Lagre? Ja.", chat_id=KARI, message_id=sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)not found"):
        await bot.edit_message_reply_markup(chat_id=KARI, message_id=999_999)


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "text is empty"), ("  \n ", "text is empty"), ("æ" * 4097, "too long")],
)
async def test_text_of_the_wrong_length_is_refused(
    telegram: FakeTelegram, bot: Bot, text: str, why: str
) -> None:
    """Empty and over 4,096."""
    telegram.add_chat(KARI)
    with pytest.raises(BadRequest, match=f"(?i){why}"):
        await bot.send_message(KARI, text)


async def test_length_is_counted_in_utf_16_after_the_entities(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """An emoji counts two, a tag nothing."""
    telegram.add_chat(KARI)
    await bot.send_message(KARI, "👍" * 2048)
    await bot.send_message(KARI, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)too long"):
        await bot.send_message(KARI, "👍" * 2048 + "x")


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("Frisør <Kari> & co", 'Unsupported start tag "kari" at byte offset 8'),
        ("1 < 2", "Unsupported start tag"),
        ("<b>fet", "Can't find end tag"),
        ("</b>", "Unexpected end tag"),
        ("<b><i>to</b></i>", 'expected "</i>", found "</b>"'),
    ],
)
async def test_bad_html_is_refused(telegram: FakeTelegram, bot: Bot, html: str, why: str) -> None:
    """The entity check of parse_mode=HTML."""
    telegram.add_chat(KARI)
    with pytest.raises(BadRequest, match=f"(?i){why}"):
        await bot.send_message(KARI, html, parse_mode="HTML")


async def test_good_html_becomes_text_with_entities(telegram: FakeTelegram, bot: Bot) -> None:
    """Offsets and lengths count UTF-16 code units."""
    telegram.add_chat(KARI)
    sent = await bot.send_message(
        KARI,
        '👍 <b>Tid</b> &amp; <a href="https://udir.no">sted</a>',
        parse_mode="HTML",
    )

    assert sent.text == "👍 Tid & sted"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 3, 3),
        ("text_link", 9, 4),
    ]


@pytest.mark.parametrize("data", ["", "x" * 65, "æ" * 33])
async def test_callback_data_is_at_most_64_bytes(
    telegram: FakeTelegram, bot: Bot, data: str
) -> None:
    """Bytes, not characters."""
    telegram.add_chat(KARI)
    button = InlineKeyboardButton("Ja", callback_data=data)
    with pytest.raises(BadRequest):
        await bot.send_message(KARI, "?", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_unknown_and_blocking_chats_are_refused(telegram: FakeTelegram, bot: Bot) -> None:
    """400 for a chat that never was, 403 for one that blocked the bot, until it unblocks."""
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(KARI, "hei")
    telegram.act("block", chat_id=KARI)
    with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
        await bot.send_message(KARI, "hei")
    telegram.act("unblock", chat_id=KARI)
    assert await bot.send_message(KARI, "hei")


async def test_commands_and_descriptions_are_kept_per_language(bot: Bot) -> None:
    """setMyCommands, setMyDescription and setMyShortDescription, and their limits."""
    await bot.set_my_commands([BotCommand("hjelp", "Hva jeg kan")], language_code="nb")
    await bot.set_my_description("Spør meg", language_code="nn")
    await bot.set_my_short_description("Refleks")

    assert (await bot.get_my_commands(language_code="nb"))[0].command == "hjelp"
    assert await bot.get_my_commands() == ()
    assert (await bot.get_my_description("nn")).description == "Spør meg"
    assert (await bot.get_my_short_description()).short_description == "Refleks"
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand("språk", "Velg språk")])
    with pytest.raises(BadRequest, match=r"(?i)language code"):
        await bot.set_my_commands([], language_code="nb-NO")


async def test_a_document_is_sent_with_its_caption(telegram: FakeTelegram, bot: Bot) -> None:
    """sendDocument as a multipart upload."""
    telegram.add_chat(KARI)
    await bot.send_document(KARI, b"{}", filename="data.json", caption="Dine data")

    (message,) = telegram.messages(KARI)
    assert message.text == "Dine data"
    assert message.document is not None
    assert message.document["file_name"] == "data.json"
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await bot.send_document(KARI, b"{}", filename="data.json", caption="x" * 1025)


async def test_chat_action_and_leaving_a_group(telegram: FakeTelegram, bot: Bot) -> None:
    """sendChatAction checks the action; leaveChat is for groups."""
    telegram.add_chat(KARI)
    telegram.act("group_add", chat_id=KARI, group_id=-100)
    assert await bot.send_chat_action(KARI, "typing")
    with pytest.raises(BadRequest):
        await bot.send_chat_action(KARI, "sleeping")
    assert await bot.leave_chat(-100)
    assert telegram.look("left_chats") == [-100]
    with pytest.raises(Forbidden):
        await bot.send_message(-100, "hei")
    with pytest.raises(BadRequest):
        await bot.leave_chat(KARI)


async def test_faults_hit_the_method_and_chat_they_are_ordered_for(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """Each kind of failure, as the library reports it."""
    telegram.add_chat(KARI)
    telegram.add_chat(43)
    telegram.fail("sendMessage", status=429, retry_after=7, chat_id=KARI)
    assert await bot.send_message(43, "hei")
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(KARI, "hei")
    assert flood.value._retry_after.total_seconds() == 7
    telegram.fail("getMe", status=502)
    with pytest.raises(NetworkError, match=r"(?i)Bad Gateway"):
        await bot.get_me()
    telegram.fail("getMe", kind="garbage")
    with pytest.raises(NetworkError):
        await bot.get_me()
    telegram.fail("getUpdates", status=409, times=2, skip=1)
    assert await bot.get_updates() == ()
    for _ in range(2):
        with pytest.raises(Conflict):
            await bot.get_updates()
    assert await bot.get_updates() == ()


@pytest.mark.parametrize(("when", "arrived"), [("before", 0), ("after", 1)])
async def test_a_reset_or_a_timeout_may_hide_a_delivery(
    telegram: FakeTelegram, bot: Bot, when: str, arrived: int
) -> None:
    """The caller cannot tell whether the message was delivered; the test can."""
    telegram.add_chat(KARI)
    telegram.fail("sendMessage", kind="reset", when=when)
    with pytest.raises(NetworkError) as reset:
        await bot.send_message(KARI, "hei")
    assert isinstance(reset.value.__cause__, (httpx.ReadError, httpx.RemoteProtocolError))
    assert len(telegram.messages(KARI)) == arrived

    telegram.fail("sendMessage", kind="hang", when=when)
    with pytest.raises(TimedOut):
        await bot.send_message(KARI, "hei", read_timeout=0.2)
    assert len(telegram.messages(KARI)) == 2 * arrived
    log = await until(telegram, "calls", method="sendMessage", outcome=f"hang {when}")
    assert len(log) == 1


async def test_a_hanging_call_goes_on_when_the_fault_is_lifted(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """A gate: hold a call, do something, let it go."""
    telegram.add_chat(KARI)
    telegram.fail("sendMessage", kind="hang")
    sending = asyncio.create_task(bot.send_message(KARI, "hei"))
    await until(telegram, "calls", method="sendMessage", outcome="hang before")
    assert telegram.messages(KARI) == []

    telegram.heal()

    assert (await asyncio.wait_for(sending, 10)).text == "hei"


async def test_limits_answer_429_when_they_are_switched_on(
    telegram: FakeTelegram, bot: Bot
) -> None:
    """So many messages per chat, and so many in all."""
    for chat in (KARI, 43, 44):
        telegram.add_chat(chat)
    telegram.limit(in_all=2, per_chat=1, window=600)
    await bot.send_message(KARI, "en")
    with pytest.raises(RetryAfter):
        await bot.send_message(KARI, "to")
    await bot.send_message(43, "en")
    with pytest.raises(RetryAfter):
        await bot.send_message(44, "en")


async def test_an_unknown_method_is_not_found(telegram: FakeTelegram) -> None:
    """Telegram answers 404 with a JSON body."""
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{telegram.url}/bot{telegram.token}/sendLove")

    assert (answer.status_code, answer.json()["ok"]) == (404, False)
    assert telegram.calls("sendLove")[0]["status"] == 404
