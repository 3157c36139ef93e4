"""An insight that is opened says who stands behind it, and who found otherwise."""

from __future__ import annotations

import pytest

from actions.insights import ActionBrowseInsights
from actions.names import Outcome, Response
from bot.bootstrap import Services
from tests.support.acting import Speaker
from tests.support.insights import TEXT, log, publish
from tests.support.people import Cast


@pytest.mark.parametrize("contrary", [0, 1, 2])
async def test_contrary_experience_is_told_with_it(
    ola: Speaker, services: Services, people: Cast, contrary: int
) -> None:
    behind = [log(services, each) for each in (people.ola, people.siri, people.nils)]
    against = tuple(log(services, people.siri) for _ in range(contrary))
    insight = publish(services, people.kari, *behind, contrary=against)
    done = await ola.do(ActionBrowseInsights, "/browse_insights", insight=insight.id)
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.INSIGHT])
    told = done.said[0]["summary"]
    assert told.startswith(f"{TEXT.title_nb}\n\n{TEXT.text_nb}\n\n")
    one, many = (
        services.texts.get(f"insights.contrary_{number}", "nb", count=contrary)
        for number in ("one", "many")
    )
    assert (one in told, many in told) == (contrary == 1, contrary == 2)
