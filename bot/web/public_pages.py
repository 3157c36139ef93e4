"""What anyone may read: what Refleks is, and what it keeps."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.actors import Role
from bot.domain_model.people import Account
from bot.web.gate import PageRequest, see_other


def front(asked: PageRequest) -> Response:
    """Say what Refleks is; those who have signed in go straight to their own page."""
    return see_other(own_page(asked.account)) if asked.account else about(asked)


def about(asked: PageRequest) -> Response:
    """Say what Refleks is."""
    return asked.page("about.html")


def privacy(asked: PageRequest) -> Response:
    """Say what is kept, and who may read it."""
    return asked.page(
        "privacy.html",
        message_days=asked.site.message_retention.days,
        question_days=asked.site.question_retention.days,
    )


def own_page(account: Account) -> str:
    """Give the page that somebody wants to see first."""
    return "/chat" if account.role is Role.PARTNER else "/reflections"
