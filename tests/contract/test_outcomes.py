"""Rasa goes on when an action breaks; nothing may then be confirmed that was not saved."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.ports import free_port
from tests.support.tiny_assistant import TinyServer, serving

pytestmark = pytest.mark.slow
NOT_SAVED = ["Ikke lagret."]


def begin_a_log(server: TinyServer, sender: str, happened: str) -> None:
    assert server.texts(sender, f"{sender} 1", "logg") == ["Hva skjedde?"]
    assert server.texts(sender, f"{sender} 2", happened) == ["Hva virket?"]
    assert server.saved(sender) == 0


def test_what_was_saved_is_confirmed(tiny_server: TinyServer) -> None:
    begin_a_log(tiny_server, "ok", "møte")
    assert tiny_server.texts("ok", "3", "samtalen") == ["Lagret."]
    assert tiny_server.saved("ok") == 1


@pytest.mark.parametrize(
    ("wording", "answer"), [("feil", NOT_SAVED), ("avvis", ["Nå gikk jeg meg vill."])]
)
def test_a_broken_action_at_the_end_of_a_form_confirms_nothing(
    tiny_server: TinyServer, wording: str, answer: list[str]
) -> None:
    begin_a_log(tiny_server, f"end {wording}", f"møte {wording}")
    assert tiny_server.texts(f"end {wording}", "3", "samtalen") == answer
    assert tiny_server.saved(f"end {wording}") == 0


def test_an_outcome_of_earlier_does_not_confirm_what_breaks_now(tiny_server: TinyServer) -> None:
    assert tiny_server.texts("later", "1", "lagre") == ["Lagret."]
    assert tiny_server.texts("later", "2", "lagre feil") == NOT_SAVED
    assert tiny_server.texts("later", "3", "lagre") == ["Lagret."]
    assert tiny_server.saved("later") == 2


def test_a_broken_action_inside_a_form_confirms_nothing_and_the_form_goes_on(
    tiny_server: TinyServer,
) -> None:
    begin_a_log(tiny_server, "inside", "møte")
    assert tiny_server.texts("inside", "3", "lagre feil") == [*NOT_SAVED, "Hva virket?"]
    assert tiny_server.texts("inside", "4", "lagre") == ["Lagret.", "Hva virket?"]
    assert tiny_server.texts("inside", "5", "samtalen") == ["Lagret."]


def test_a_broken_check_of_an_answer_fails_the_turn_and_the_form_stays_where_it_was(
    tiny_server: TinyServer,
) -> None:
    begin_a_log(tiny_server, "check", "møte")
    for _ in range(2):
        response = tiny_server.turn("check", "3", "sprekk")
        assert response.status_code == 500
        assert response.json().keys() == {"reference"}
    assert tiny_server.saved("check") == 0
    assert tiny_server.texts("check", "4", "samtalen") == ["Lagret."]


def test_nothing_is_confirmed_while_no_action_can_be_reached(
    tiny_root: Path, tmp_path: Path, sqlite_url: str
) -> None:
    root = tmp_path / "root"
    shutil.copytree(tiny_root, root)
    endpoint = f"action_endpoint:\n  url: http://127.0.0.1:{free_port()}/webhook\n"
    (root / "endpoints.yml").write_text(endpoint)
    with serving(root, tmp_path, sqlite_url) as server:
        assert server.texts("down", "1", "lagre") == NOT_SAVED
        # The form's own check cannot run either, so the form does not begin.
        assert server.turn("down", "2", "logg").status_code == 500
        assert server.texts("down", "3", "hei") == ["Hallo."]
