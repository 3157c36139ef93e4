"""The bot process, killed at random moments, loses nothing and doubles nothing unsaid."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes.bot_api import FakeTelegram

ROOT = Path(__file__).parents[2]
CHATS = (42, 43, 44)
MESSAGES = 8
_REPEATED = "\n\n(gjentatt – den kan ha kommet før)"


@contextmanager
def bot_process(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.support.bot_process", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=30)
        assert b"Traceback" not in log, log.decode()


def answers(telegram: FakeTelegram, chat: int) -> list[str]:
    return [message.text for message in telegram.messages(chat)]


def wait_for_last_answers(telegram: FakeTelegram, number: int) -> None:
    for chat in CHATS:
        telegram.wait("messages", chat_id=chat, contains=f"melding {number}.", timeout=60)


def wait_for_a_moment(telegram: FakeTelegram, rng: random.Random) -> None:
    """Return in the middle of some call: while it reads, or while it sends."""
    method, most = rng.choice([("getUpdates", 2), ("sendMessage", 6), ("sendMessage", 20)])
    before = len(telegram.calls())
    telegram.wait("calls", method=method, count=rng.randint(1, most), after=before, timeout=60)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nothing_is_lost_and_what_comes_twice_says_so(
    telegram: FakeTelegram, database_url: str, tmp_path: Path, kill_rounds: int
) -> None:
    arguments = (database_url, telegram.url, telegram.token, str(tmp_path))
    rng = random.Random(11)
    sent = 0
    for _ in range(kill_rounds):
        for number in range(sent, sent + MESSAGES):
            for chat in CHATS:
                telegram.text(chat, f"melding {number}.")
        sent += MESSAGES
        with bot_process(*arguments) as process:
            wait_for_a_moment(telegram, rng)
            process.kill()
    with bot_process(*arguments) as process:
        wait_for_last_answers(telegram, sent - 1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0

    for chat in CHATS:
        marked = [text for text in answers(telegram, chat) if text.endswith(_REPEATED)]
        first = [text for text in answers(telegram, chat) if not text.endswith(_REPEATED)]
        assert len(set(first)) == len(first), "a message came twice without saying so"
        said = [text.removesuffix(_REPEATED) for text in answers(telegram, chat)]
        in_order = list(dict.fromkeys(said))
        assert in_order == [f"Du sa: melding {number}." for number in range(sent)]
        assert len(marked) <= kill_rounds
