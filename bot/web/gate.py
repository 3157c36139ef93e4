"""The way to every page: who asks, in which language, and whether the form is ours.

A page that is not marked `open_to_all` is closed to whoever has not signed in, and every form is
checked, so that neither can be forgotten when a page is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.domain_model.actors import Actor
from bot.domain_model.people import Account
from bot.services.sign_in import NotSignedIn
from bot.services.tokens import new_token
from bot.web.bodies import read_form, read_upload
from bot.web.cookies import session_cookie, visitor_cookie
from bot.web.form_tokens import FIELD, check_form_token, form_token
from bot.web.languages import LANGUAGES, preferred_language
from bot.web.site import Site

WRITTEN = ("text", "comment", "answer", "title_nb", "text_nb", "title_nn", "text_nn")
"""The fields that nobody wants to write twice."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One request for a page, with what is known of the one who asks."""

    site: Site
    request: Request
    at: datetime
    language: str
    account: Account | None = None
    browser_secret: str = field(default_factory=new_token, repr=False)
    """What this browser's forms are bound to: its session, or the visitor's cookie."""
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    upload: bytes = field(default=b"", repr=False)
    """The file that came with the form, on the routes that take one."""

    @property
    def actor(self) -> Actor:
        """Who asks.

        Raises:
            NotSignedIn: when nobody has signed in.
        """
        if self.account is None:
            raise NotSignedIn
        return self.account.actor

    @property
    def chosen_language(self) -> str | None:
        """The language that a stranger has chosen on a page, if any."""
        return _chosen_language(self.request)

    @property
    def written(self) -> str:
        """What somebody wrote in the fields that invite to write at length, to be given back."""
        texts = (self.form.get(name, "").strip() for name in WRITTEN)
        return "\n\n".join(text for text in texts if text)

    def forget_form(self) -> None:
        """Give nothing of the form back if this request fails later: it is kept elsewhere now."""
        self.request.state.asked = replace(self, form={})

    def page(self, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """Make a page, in the reader's language."""
        request = self.request
        content = self.site.renderer.render(
            template,
            self.language,
            account=self.account,
            path=request.scope["path"],
            back=own_path(request.scope["path"]) if request.method == "GET" else "/",
            chosen=self.chosen_language,
            form_token=form_token(self.site.key, self.browser_secret),
            **values,
        )
        return HTMLResponse(content, status)


# Two slashes in front would lead to another site.
_OWN_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_-]*\Z")

Page = Callable[[PageRequest], Response]


def page_route(
    site: Site,
    path: str,
    page: Page,
    *,
    method: str = "GET",
    open_to_all: bool = False,
    uploads: bool = False,
) -> Route:
    """Make the route of a page, which is answered in a thread: pages may wait for the database.

    Its form may bring a file when it `uploads`.
    """

    async def endpoint(request: Request) -> Response:
        form: Mapping[str, str] = {}
        upload = b""
        if uploads:
            form, upload = await read_upload(request)
        elif method == "POST":
            form = await read_form(request)
        # Whatever fails from here on, the page about it can give back what was written.
        request.state.asked = asked_by_stranger(site, request, form)

        def answer() -> Response:
            asked = replace(identify(site, request, form), upload=upload)
            request.state.asked = asked
            if asked.account is None and not open_to_all:
                raise NotSignedIn
            if method == "POST":
                check_form_token(site.key, asked.browser_secret, form.get(FIELD, ""))
            return page(asked)

        return await run_in_threadpool(answer)

    return Route(path, endpoint, methods=[method], name=page.__name__)


def identify(site: Site, request: Request, form: Mapping[str, str]) -> PageRequest:
    """Find out who asks."""
    at = site.clock()
    session = session_cookie(secure=site.secure).read(request)
    account = _account(site, session, at)
    if account is not None:
        return PageRequest(site, request, at, account.language, account, session, form)
    secret = visitor_cookie(secure=site.secure).read(request) or new_token()
    return PageRequest(
        site, request, at, stranger_language(request), browser_secret=secret, form=form
    )


def asked_by_stranger(
    site: Site, request: Request, form: Mapping[str, str] | None = None
) -> PageRequest:
    """Describe a request of which nothing is known, without asking the database."""
    return PageRequest(site, request, site.clock(), stranger_language(request), form=form or {})


def stranger_language(request: Request) -> str:
    """Tell a stranger's language: the one chosen on the page, or else the browser's."""
    accepted = request.headers.get("accept-language", "")
    return _chosen_language(request) or preferred_language(accepted)


def own_path(path: str) -> str:
    """Give `path` when it leads to a page of ours, and the front page otherwise."""
    return path if _OWN_PATH.match(path) else "/"


def see_other(path: str) -> RedirectResponse:
    """Send the browser to another of our pages."""
    return RedirectResponse(path, 303)


def _account(site: Site, session: str, at: datetime) -> Account | None:
    if not session:
        return None
    try:
        return site.services.sign_in.account(session, at=at)
    except NotSignedIn:
        return None


def _chosen_language(request: Request) -> str | None:
    chosen = request.query_params.get("language")
    return chosen if chosen in LANGUAGES else None
