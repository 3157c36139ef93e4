"""«refleks reminders stuck»: what is in doubt is listed and resolved, with exit codes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.bootstrap import build_services
from bot.cli import main
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.messages import Doubt, OutgoingKind
from bot.services.ports.messages import Outgoing
from bot.settings import Settings


def put_in_doubt(url: str, var_dir: Path) -> int:
    services = build_services(Settings(_env_file=None, database_url=url, var_dir=var_dir))
    now, chat = datetime.now(UTC), chat_id(Channel.TELEGRAM, 42)
    later = now + timedelta(hours=1)
    message = Outgoing("r", chat, "I morgen", OutgoingKind.REMINDER, "nb", (), later)
    with services.begin() as uow:
        uow.outbox.add_once(message, now)
        uow.commit()
    leaving = services.outbox.begin(services.outbox.due(at=now, limit=1)[0].sequence, at=now)
    assert leaving is not None
    services.outbox.doubt(leaving, Doubt.NO_ANSWER, parts=1, at=now)
    services.database.close()
    return leaving.sequence


def test_stuck(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)

    def stuck(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["reminders", "stuck", *words])
        return result.exit_code, result.output

    assert stuck() == (0, "No reminder is stuck.\n")
    number = put_in_doubt(sqlite_url, tmp_path)
    code, listed = stuck()
    assert code == 3
    assert listed.startswith(f"{number}\t")
    assert "no_answer" in listed
    assert "I morgen" not in listed
    assert stuck("--resolve", "99", "sent")[0] == 1
    assert stuck("--resolve", str(number), "perhaps")[0] == 2
    assert stuck("--resolve", str(number), "sent")[0] == 0
    assert stuck()[0] == 0
