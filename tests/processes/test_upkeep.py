"""The commands of an operator: backup, restore, doctor, audit, demo."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.bootstrap import build_services
from bot.cli import main
from bot.demo import MARK
from bot.demo_people import BadDemo, load_demo
from bot.dialogue import training
from bot.doctor import Doctor, Level
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.ports.messages import Outgoing
from bot.services.reflections import LogReflection
from bot.services.visits import ScheduleVisit
from bot.settings import Settings
from tests.fakes.bot_api import FakeTelegram, running_bot_api
from tests.support.people import NOW, cast

Run = Callable[..., Result]


@pytest.fixture
def refleks(sqlite_url: str, tmp_path: Path) -> Run:
    """Run a command in this process, on a migrated database of the test's own."""

    def run(*words: str, **settings: str) -> Result:
        own = {"DATABASE_URL": sqlite_url, "VAR_DIR": str(tmp_path / "var")}
        nowhere = {"RASA_URL": "http://127.0.0.1:1"}
        return CliRunner().invoke(main, list(words), env=own | nowhere | settings)

    return run


def found(result: Result) -> dict[str, str]:
    """What the doctor says, by what was examined."""
    lines = [line.split(": ", 1) for line in result.stdout.splitlines()]
    return {first.split()[1]: f"{first.split()[0]} {rest}" for first, rest in lines}


def test_a_backup_is_made_and_restored(refleks: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "kept.backup")
    refleks("coordinator", "Kari Nordmann", "--institution", "HVL")
    assert refleks("backup", file).exit_code == 0
    refused = refleks("restore", file)
    assert (refused.exit_code, "--replace" in refused.stderr) == (1, True)
    put = refleks("restore", file, "--replace")
    assert (put.exit_code, "Restored what was saved at" in put.stdout) == (0, True)


def test_the_audit_log_is_filtered_and_tells_no_names(refleks: Run) -> None:
    refleks("coordinator", "Kari Nordmann", "--institution", "HVL")
    refleks("invite", "Ola Ødegård")
    everything = refleks("audit").stdout
    assert "Nordmann" not in everything
    assert "Ola" not in everything
    [line] = refleks("audit", "--action", "invite", "--json").stdout.splitlines()
    entry = json.loads(line)
    assert (entry["action"], entry["kind"]) == ("invite", "partner")
    assert entry["account_id"]
    assert refleks("audit", "--since", "2999-01-01").stdout == ""
    assert len(refleks("audit", "--limit", "1").stdout.splitlines()) == 1
    assert refleks("audit", "--limit", "0").exit_code == 2


def test_made_up_people_are_marked_and_made_once(refleks: Run, tmp_path: Path) -> None:
    for _ in range(2):
        assert refleks("demo").exit_code == 0
    settings = Settings(_env_file=None, var_dir=tmp_path / "var" / "demo")
    services = build_services(settings)
    with services.database.engine.connect() as connection:

        def ask(query: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

        names = ask("SELECT name FROM institution UNION ALL SELECT name FROM partner")
        assert [name for (name,) in names if not str(name).endswith(MARK)] == []
        assert len(names) == 3 + 10
        assert ask("SELECT count(*) FROM visit") == [(7,)]
        assert ask("SELECT count(*) FROM reflection") == [(8,)]
        assert ask("SELECT state, count(*) FROM insight GROUP BY state ORDER BY state") == [
            ("draft", 1),
            ("published", 2),
        ]
        assert ask("SELECT count(*), count(answer) FROM enquiry") == [(3, 1)]
    services.database.close()


@pytest.mark.parametrize("written", [None, "Fjordhøgskolen: {coordinator: Kari}", "a: ["])
def test_made_up_people_that_cannot_be_read(written: str | None, tmp_path: Path) -> None:
    if written is not None:
        (tmp_path / "institutions.yml").write_text(written, encoding="utf-8")
    with pytest.raises(BadDemo, match=r"institutions\.yml cannot be used"):
        load_demo(tmp_path)


def test_the_doctor_says_what_to_do_about_each_problem(refleks: Run, tmp_path: Path) -> None:
    result = refleks("doctor")
    assert result.exit_code == Level.PROBLEM
    told = found(result)
    assert told["database"] == "ok sqlite, up to date"
    assert told["rasa"].startswith("problem does not answer → Start it: refleks run rasa")
    assert told["telegram"].startswith("ok TELEGRAM_BOT_TOKEN is not set")
    assert all("→" in line for line in told.values() if not line.startswith("ok"))

    empty = found(refleks("doctor", DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}"))
    assert empty["database"].endswith("→ Run: refleks migrate")
    (tmp_path / "file").write_text("")
    full = found(refleks("doctor", VAR_DIR=str(tmp_path / "file" / "var")))
    assert full["disk"].startswith("problem ")
    assert refleks("doctor", LOG_LEVEL="LOUD").exit_code == Level.PROBLEM


@pytest.fixture(scope="module")
def telegram() -> Iterator[FakeTelegram]:
    with running_bot_api() as server:
        yield server


def test_the_doctor_asks_telegram_and_tells_no_token(refleks: Run, telegram: FakeTelegram) -> None:
    given = {"TELEGRAM_API_URL": telegram.url, "TELEGRAM_BOT_TOKEN": telegram.token}
    well = refleks("doctor", **given)
    assert found(well)["telegram"] == "ok takes the token"
    assert found(well)["clock"].startswith("ok ")
    wrong = refleks("doctor", **(given | {"TELEGRAM_BOT_TOKEN": "1:wrong"}))
    assert found(wrong)["telegram"].startswith("problem does not take the token → ")
    gone = refleks("doctor", **(given | {"TELEGRAM_API_URL": "http://127.0.0.1:1"}))
    assert found(gone)["telegram"].startswith("problem cannot be reached")
    for result in (well, wrong, gone):
        assert telegram.token not in result.output


def test_the_doctor_sees_a_clock_that_is_wrong_and_queues_that_stand(
    sqlite_url: str, tmp_path: Path, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "is_current", lambda _: True)
    settings = Settings(
        _env_file=None,
        database_url=sqlite_url,
        var_dir=tmp_path,
        rasa_url="http://127.0.0.1:1",
        telegram_api_url=telegram.url,
        telegram_bot_token=telegram.token,
    )
    services = build_services(settings)
    cast(services)
    waiting = Outgoing("a", chat_id(Channel.TELEGRAM, 5), "Hei", OutgoingKind.REPLY, "nb")
    with services.begin() as uow:
        uow.outbox.add_once(waiting, NOW)
        uow.commit()
    ahead = datetime.now(UTC) + timedelta(hours=1)
    findings = {each.what: each for each in Doctor(settings, services, lambda: ahead).examine()}
    services.database.close()
    assert findings["clock"].level is Level.PROBLEM
    assert findings["queues"].level is Level.PROBLEM
    assert "1 unsent" in findings["queues"].found
    assert findings["doubts"].level is Level.OK


def test_a_partner_gets_all_and_an_institution_what_its_coordinator_sees(
    refleks: Run, sqlite_url: str, tmp_path: Path
) -> None:
    services = build_services(Settings(_env_file=None, database_url=sqlite_url, var_dir=tmp_path))
    people = cast(services)
    for number, sharing in enumerate((Sharing.ONLY_ME, Sharing.COORDINATOR)):
        parts = ReflectionParts(happened=f"Notat {number}.")
        wish = LogReflection(f"r{number}", "Åsveien skole", parts, NOW.date(), sharing)
        services.reflections.log(people.ola, wish, at=NOW)
    visit = ScheduleVisit("v", "Åsveien skole", NOW + timedelta(days=3))
    services.visits.schedule(people.ola, visit, at=NOW)
    services.database.close()

    def exported(name: str, *words: str) -> tuple[str, str]:
        folder = tmp_path / name
        assert refleks("export", str(folder), *words).exit_code == 0
        assert folder.stat().st_mode & 0o777 == 0o700
        document = folder / "refleks.json"
        assert document.stat().st_mode & 0o777 == 0o600
        return document.read_text(), (folder / "visits.ics").read_text()

    own, calendar = exported("ola", "--partner", "Ola Ødegård")
    kept = {each["happened"] for each in json.loads(own)["reflections"]}
    assert kept == {"Notat 0.", "Notat 1."}
    assert json.loads(own)["visits"][0]["school"] == "Åsveien skole"
    assert "SUMMARY:Skolebesøk: Åsveien skole" in calendar
    whole, _ = exported("hvl", "--institution", "HVL")
    assert [each["happened"] for each in json.loads(whole)["reflections"]] == ["Notat 1."]
    assert json.loads(whole)["visits"][0]["partners"] == ["Ola Ødegård"]
    assert len(refleks("audit", "--action", "export").stdout.splitlines()) == 2

    assert refleks("export", str(tmp_path / "ola"), "--partner", "Ola Ødegård").exit_code == 1
    assert refleks("export", str(tmp_path / "x"), "--partner", "Ingen").exit_code == 1
    assert refleks("export", str(tmp_path / "x")).exit_code == 2
