"""Examines an installation: what is wrong, and what to do about it, one line each."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import IntEnum

import httpx

from bot.bootstrap import ROOT, Services
from bot.dialogue import training
from bot.domain_model.errors import StorageUnavailable
from bot.settings import Settings
from bot.storage.backlog import backlog
from bot.storage.migrate import DatabaseNotMigrated, require_migrated

_WITHIN = 5.0
_LITTLE_SPACE = 500 * 1024 * 1024
_SKEW = timedelta(seconds=60)
"""Reminders are promised to the minute."""


class Level(IntEnum):
    """How bad it is; the worst is the exit code."""

    OK = 0
    WARNING = 1
    PROBLEM = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What was examined, what was found, and what to do, if anything."""

    level: Level
    what: str
    found: str
    advice: str = ""


class Doctor:
    """Examines one installation."""

    def __init__(
        self, settings: Settings, services: Services, clock: Callable[[], datetime]
    ) -> None:
        """Examine what `settings` and `services` lead to."""
        self._settings = settings
        self._services = services
        self._clock = clock

    def examine(self) -> Iterator[Finding]:
        """Give the findings one by one, in the order in which they are to be mended."""
        yield Finding(Level.OK, "settings", "all can be used")
        yield self._folder()
        database = self._database()
        yield database
        yield self._model()
        yield self._rasa()
        yield from self._telegram()
        if database.level is Level.OK:
            yield from self._backlog()

    def _folder(self) -> Finding:
        folder = self._settings.var_dir
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"x")
                file.flush()
                os.fsync(file.fileno())
            free = shutil.disk_usage(folder).free
        except OSError as error:
            advice = "Let the user that runs Refleks write there, or set VAR_DIR."
            return Finding(Level.PROBLEM, "disk", f"{folder}: {error.strerror}", advice)
        found = f"{folder} can be written, {free // 1024**2:,} MiB free"
        if free < _LITTLE_SPACE:
            return Finding(Level.WARNING, "disk", found, "Make room before it is full.")
        return Finding(Level.OK, "disk", found)

    def _database(self) -> Finding:
        engine = self._services.database.engine
        try:
            require_migrated(engine)
        except StorageUnavailable:
            advice = "Start the database server, and check DATABASE_URL."
            return Finding(Level.PROBLEM, "database", "cannot be reached", advice)
        except DatabaseNotMigrated:
            found = "is of another version than this program"
            return Finding(Level.PROBLEM, "database", found, "Run: refleks migrate")
        return Finding(Level.OK, "database", f"{engine.dialect.name}, up to date")

    def _model(self) -> Finding:
        if not (ROOT / training.MODEL).is_file():
            return Finding(Level.PROBLEM, "model", "is missing", "Run: refleks train")
        if not training.is_current(ROOT):
            found = "is older than what it is trained from"
            return Finding(Level.WARNING, "model", found, "Run: refleks train --if-needed")
        return Finding(Level.OK, "model", "is there, and trained from the files as they are")

    def _rasa(self) -> Finding:
        url = f"{self._settings.rasa_url}/webhooks/refleks/ready"
        try:
            with httpx.Client(timeout=_WITHIN, trust_env=False) as client:
                status = client.get(url).status_code
        except httpx.HTTPError:
            advice = "Start it: refleks run rasa. If it runs elsewhere, check RASA_URL."
            return Finding(Level.PROBLEM, "rasa", "does not answer", advice)
        if status == 503:
            return Finding(Level.WARNING, "rasa", "is starting", "Wait half a minute.")
        if status != 200:
            advice = "Check that RASA_URL leads to Refleks's own rasa process."
            return Finding(Level.PROBLEM, "rasa", f"answers with {status}", advice)
        return Finding(Level.OK, "rasa", "answers")

    def _telegram(self) -> Iterator[Finding]:
        token = self._settings.telegram_bot_token
        if token is None:
            found = "TELEGRAM_BOT_TOKEN is not set: web chat and terminal only"
            yield Finding(Level.OK, "telegram", found)
            return
        url = f"{self._settings.telegram_api_url}/bot{token.get_secret_value()}/getMe"
        try:
            answer = httpx.get(url, timeout=_WITHIN)
        except httpx.HTTPError:
            advice = "Check the network, the proxy and TELEGRAM_API_URL."
            yield Finding(Level.PROBLEM, "telegram", "cannot be reached", advice)
            return
        if answer.status_code in (401, 404):
            advice = "Take the token from @BotFather anew, and set TELEGRAM_BOT_TOKEN."
            yield Finding(Level.PROBLEM, "telegram", "does not take the token", advice)
        elif answer.status_code != 200:
            found = f"answers with {answer.status_code}"
            yield Finding(Level.WARNING, "telegram", found, "Try again in a minute.")
        else:
            yield Finding(Level.OK, "telegram", "takes the token")
        yield from self._clock_skew(answer.headers.get("Date"))

    def _clock_skew(self, told: str | None) -> Iterator[Finding]:
        try:
            theirs = parsedate_to_datetime(told or "")
        except ValueError:
            return
        if theirs.tzinfo is None:
            theirs = theirs.replace(tzinfo=UTC)
        skew = abs(self._clock() - theirs)
        found = f"{skew.total_seconds():.0f} s from Telegram's"
        if skew > _SKEW:
            advice = "Let this machine set its clock by the network (NTP)."
            yield Finding(Level.PROBLEM, "clock", found, advice)
        else:
            yield Finding(Level.OK, "clock", found)

    def _backlog(self) -> Iterator[Finding]:
        found = backlog(self._services.database, self._clock())
        late = found.unanswered + found.unsent + found.overdue_reminders
        told = (
            f"{found.unanswered} unanswered, {found.unsent} unsent, "
            f"{found.overdue_reminders} reminders overdue for more than ten minutes"
        )
        advice = "Check that the bot process runs (refleks run bot), and read its log."
        yield Finding(Level.PROBLEM if late else Level.OK, "queues", told, advice if late else "")
        doubtful = f"{found.parked} messages parked, {found.uncertain} that may not have arrived"
        if found.parked or found.uncertain:
            advice = "See: refleks reminders stuck. Parked messages: search the log for «parked»."
            yield Finding(Level.WARNING, "doubts", doubtful, advice)
        else:
            yield Finding(Level.OK, "doubts", doubtful)
