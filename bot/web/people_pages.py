"""The coordinator's people: partners, and the one-use links that let them in."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.dates import write_day
from bot.domain_model.people import InvalidName, person_name
from bot.services.ports.overview import Colleague
from bot.web.gate import PageRequest, see_other
from bot.web.languages import DEFAULT, LANGUAGES


def list_people(asked: PageRequest) -> Response:
    """List the partners of the institution, with a form to invite one more."""
    return _page(asked)


def invite(asked: PageRequest) -> Response:
    """Invite a partner, and show the one-use link this once."""
    name, wish = asked.form.get("name", ""), asked.form.get("language", "")
    language = wish if wish in LANGUAGES else DEFAULT
    try:
        # The second press of a button, and a page loaded anew, ask for somebody who is here.
        if not asked.form.get("namesake") and _is_here(asked, person_name(name)):
            return _page(asked, status=409, problem="namesake", name=name)
        invitation = asked.site.services.partners.invite(
            asked.actor, name, at=asked.at, language=language
        )
    except InvalidName:
        return _page(asked, status=422, problem="name_wrong", name=name)
    return _page(asked, link=invitation.token, invited=invitation.account.name)


def invite_again(asked: PageRequest) -> Response:
    """Make a new one-use link for a partner, and show it this once; those before it end."""
    partner = asked.form.get("partner", "")
    account, token = asked.site.services.overview.invite_again(asked.actor, partner, at=asked.at)
    return _page(asked, link=token, invited=account.name)


def withdraw_invitation(asked: PageRequest) -> Response:
    """Take a partner's unused links back."""
    partner = asked.form.get("partner", "")
    asked.site.services.overview.withdraw_invitation(asked.actor, partner, at=asked.at)
    return see_other("/people")


def _is_here(asked: PageRequest, name: str) -> bool:
    people = asked.site.services.overview.people(asked.actor, at=asked.at)
    return name.casefold() in {each.partner.name.casefold() for each in people}


def _page(
    asked: PageRequest,
    *,
    status: int = 200,
    link: str | None = None,
    invited: str = "",
    problem: str = "",
    name: str = "",
) -> Response:
    people = asked.site.services.overview.people(asked.actor, at=asked.at)
    return asked.page(
        "people.html",
        status=status,
        people=[_as_shown(asked, each) for each in people],
        address=link and f"{asked.site.address}/sign-in/{link}",
        command=link and f"/start {link}",
        invited=invited,
        problem=problem,
        name=name,
    )


def _as_shown(asked: PageRequest, each: Colleague) -> dict[str, object]:
    zone = asked.site.zone
    until = each.invited_until
    day = until.astimezone(zone).date() if until else None
    today = asked.at.astimezone(zone).date()
    return {
        "id": each.partner.id,
        "name": each.partner.name,
        "coordinator": each.coordinator,
        "telegram": each.partner.telegram_chat is not None,
        "reachable": each.partner.telegram_reachable,
        "signed_in": each.signed_in,
        "invited": write_day(day, asked.language, today=today) if day else None,
    }
