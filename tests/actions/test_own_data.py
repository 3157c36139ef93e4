"""All that is kept of a partner: taken along at once, erased by nothing but the button."""

from __future__ import annotations

import pytest

from actions.names import Outcome, Response
from actions.own_data import ActionDeleteMyData, ActionExportMyData
from bot.bootstrap import Services
from bot.domain_model.sharing import Sharing
from bot.services.erasure import ERASE, KEEP
from tests.support.acting import Speaker
from tests.support.insights import log
from tests.support.people import Cast


async def test_how_much_there_is_comes_with_the_file(
    ola: Speaker, services: Services, people: Cast
) -> None:
    log(services, people.ola)
    done = await ola.do(ActionExportMyData, "/export_my_data")
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.OWN_DATA])
    expected = services.texts.get(
        "dialogue.own_data_summary", "nb", reflections=1, visits=0, messages=0
    )
    assert done.said[0]["summary"] == expected


@pytest.mark.parametrize("shared", [True, False])
async def test_it_is_said_what_goes_and_what_stays(
    ola: Speaker, services: Services, people: Cast, *, shared: bool
) -> None:
    log(services, people.ola, Sharing.ONLY_ME)
    if shared:
        log(services, people.ola, Sharing.NETWORK)
    done = await ola.do(ActionDeleteMyData, "/delete_my_data")
    assert done.slots == {"outcome": Outcome.ASKED}
    stays = "own_data_stays" if shared else "own_data_nothing_stays"
    told = [services.texts.get("dialogue.own_data_goes", "nb", deleted=1),
            services.texts.get(f"dialogue.{stays}", "nb", kept=1)]  # fmt: skip
    assert done.said[0]["summary"].split("\n", 1) == told
    assert len(services.reflections.own(people.ola)) == 1 + shared


async def test_the_only_coordinator_is_refused(services: Services, people: Cast) -> None:
    nils = Speaker(services, f"web:{people.nils.account_id}")
    done = await nils.do(ActionDeleteMyData, "/delete_my_data")
    assert (done.outcome, done.said) == (Outcome.REFUSED, [])


@pytest.mark.parametrize(
    ("answer", "reached", "responses"),
    [("yes", Outcome.ASKED, [Response.PRESS_TO_ERASE]), ("no", Outcome.KEPT, [])],
)
async def test_words_erase_nothing(
    ola: Speaker,
    services: Services,
    people: Cast,
    answer: str,
    reached: Outcome,
    responses: list[Response],
) -> None:
    kept = log(services, people.ola)
    done = await ola.do(ActionDeleteMyData, "/delete_my_data", confirmed=answer)
    assert (done.outcome, done.responses) == (reached, responses)
    buttons = [each["payload"] for said in done.said for each in said["buttons"]]
    assert buttons == ([ERASE, KEEP] if responses else []), "they may be pressed here too"
    assert services.reflections.own(people.ola) == [kept]
