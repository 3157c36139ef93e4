"""Talk with the running assistant in the terminal; reads standard input, so it can be piped."""

from __future__ import annotations

import re
import sys
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import click

from bot.bootstrap import Services, build_services
from bot.dialogue.client import RasaAssistant
from bot.domain_model.actors import Channel, ChatId, address_of, chat_id
from bot.domain_model.errors import RefleksError
from bot.domain_model.language import Language
from bot.secret_files import rasa_token
from bot.services.conversation import Conversations, Line
from bot.services.exports import OWN_DATA
from bot.services.inbox import Press, Pressed, Receipt
from bot.services.ports.messages import Incoming
from bot.settings import load_settings
from bot.storage.migrate import require_migrated

PATIENCE = timedelta(seconds=60)


class NotRunning(RefleksError):
    """The assistant is not running: start it with «make run» (or «refleks run»)."""


class NoAnswerYet(RefleksError):
    """There is no answer yet. The message is kept and will be answered."""


@click.command()
@click.option("--as", "name", default="gjest", help="Talk as the partner with this name.")
@click.option("--wait", default=30.0, help="Seconds to wait for an assistant that is starting.")
def chat(name: str, wait: float) -> None:
    """Talk with the running assistant; a line is a message, a number presses a button."""
    chat_of_name = _chat_of(name)
    settings = load_settings()
    services = build_services(settings)
    require_migrated(services.database.engine)
    assistant = RasaAssistant(settings.rasa_url, rasa_token(settings))
    _wait_for(assistant, wait)
    try:
        _Terminal(services, services.conversations(assistant), chat_of_name).run()
    finally:
        assistant.close()
        services.database.close()


def _chat_of(name: str) -> ChatId:
    return chat_id(Channel.TERMINAL, re.sub(r"\s+", "_", name.strip()))


def _wait_for(assistant: RasaAssistant, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    told = False
    while not assistant.is_ready():
        if time.monotonic() > deadline:
            raise NotRunning
        if not told:
            click.echo("Waiting for the assistant …", err=True)
            told = True
        time.sleep(0.2)


class _Terminal:
    def __init__(self, services: Services, conversations: Conversations, chat: ChatId) -> None:
        self._services = services
        self._conversations = conversations
        self._chat = chat
        self._buttons: list[str] = []
        self._language: str = Language.NB

    def run(self) -> None:
        """Go on until the input ends."""
        shown = {line.key for line in self._conversations.lines([self._chat])}
        prompt = "> " if sys.stdin.isatty() else ""
        # A pipe may carry anything: what is no text is shown as such rather than ending the talk.
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
        while (written := self._read(prompt)) is not None:
            self._send(written)
            lines = self._conversations.lines([self._chat])
            self._show([each for each in lines if each.key not in shown])
            shown.update(each.key for each in lines)

    @staticmethod
    def _read(prompt: str) -> str | None:
        if prompt:
            click.echo(prompt, nl=False)
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None

    def _send(self, written: str) -> None:
        key, now = f"terminal:{uuid.uuid4()}", datetime.now(UTC)
        number = written.strip()
        if number.isdigit() and 0 < int(number) <= len(self._buttons):
            if not self._press(key, self._buttons[int(number) - 1], now):
                return
        else:
            message = Incoming(key=key, chat=self._chat, sent_at=now, text=written)
            if self._services.inbox.receive(message, at=now) is not Receipt.TAKEN:
                return
        if not self._conversations.answer(self._chat, key, _clock, PATIENCE):
            raise NoAnswerYet

    def _press(self, key: str, token: str, at: datetime) -> bool:
        press = self._services.inbox.press(Pressed(key, self._chat, token, at), at=at).press
        if press is not Press.TAKEN:
            click.echo(f"{self._text('used' if press is Press.USED else 'expired')}\n")
        return press is Press.TAKEN

    def _show(self, lines: Sequence[Line]) -> None:
        """Show what Refleks said; the newest buttons are numbered on through all of it."""
        said = [line for line in lines if line.author == "refleks"]
        if any(line.buttons for line in said):
            self._buttons = []
        for line in said:
            self._language = line.language or self._language
            click.echo(line.text)
            if line.enclosure == OWN_DATA:
                name = address_of(self._chat).replace("_", " ")
                click.echo(self._text("export", name=name))
            for button in line.buttons:
                self._buttons.append(button.token)
                click.echo(f"  [{len(self._buttons)}] {button.title}")
            click.echo()

    def _text(self, key: str, **values: str) -> str:
        """Give what the terminal says itself, in the form of the last reply."""
        return self._services.texts.get(f"terminal.{key}", self._language, **values)


def _clock() -> datetime:
    return datetime.now(UTC)
