"""Sign in with a one-use link, sign out, and choose a language."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from bot.services.sign_in import LinkNotValid
from bot.web.cookies import session_cookie, visitor_cookie
from bot.web.gate import PageRequest, own_path, see_other
from bot.web.languages import DEFAULT, LANGUAGES


def explain_sign_in(asked: PageRequest) -> Response:
    """Say how to get a link."""
    return see_other("/") if asked.account else asked.page("sign_in_needed.html")


def offer_sign_in(asked: PageRequest) -> Response:
    """Show a button that uses the link up.

    Chat programs fetch the links in messages to show a preview; that must not use a link up.
    """
    site = asked.site
    try:
        owner = site.services.sign_in.owner(asked.request.path_params["token"], at=asked.at)
    except LinkNotValid:
        return _link_not_valid(asked)
    language = asked.chosen_language or owner.language
    response = replace(asked, language=language).page("sign_in.html")
    if asked.account is None:
        visitor_cookie(secure=site.secure).write(response, asked.browser_secret)
    return response


def sign_in(asked: PageRequest) -> Response:
    """Use a link up."""
    site = asked.site
    try:
        session = site.services.sign_in.sign_in(asked.request.path_params["token"], at=asked.at)
    except LinkNotValid:
        return _link_not_valid(asked)
    if asked.account is not None:
        site.services.sign_in.sign_out(asked.browser_secret)
    response = see_other("/")
    session_cookie(secure=site.secure).write(response, session)
    visitor_cookie(secure=site.secure).forget(response)
    return response


def sign_out(asked: PageRequest) -> Response:
    """End this browser's session."""
    asked.site.services.sign_in.sign_out(asked.browser_secret)
    response = see_other("/")
    session_cookie(secure=asked.site.secure).forget(response)
    return response


def choose_language(asked: PageRequest) -> Response:
    """Write all pages in another language from now on."""
    wish = asked.form.get("language", "")
    language = wish if wish in LANGUAGES else DEFAULT
    asked.site.services.partners.choose_language(asked.actor, language)
    return see_other(own_path(asked.form.get("back", "")))


def _link_not_valid(asked: PageRequest) -> Response:
    # A second press of the button finds the link used, by the one who is signed in now.
    return see_other("/") if asked.account else asked.page("sign_in_not_valid.html", status=404)
