"""The web site as one object: routes, headers and what is said when something fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from bot.services.ports.assistant import Assistant
from bot.settings import Settings
from bot.web.calendar_feed import feed_endpoint
from bot.web.calendar_pages import (
    follow,
    renew_feed,
    revoke_feed,
    show_calendar,
    take_file,
    unfollow,
    visit_file,
)
from bot.web.chat_pages import press_button, show_chat, write_in_chat
from bot.web.failures import LastResort, failure_handlers
from bot.web.gate import page_route
from bot.web.handover_pages import (
    give_school,
    handover_document,
    list_handovers,
    show_handover,
)
from bot.web.headers import SecurityHeaders
from bot.web.health import health_endpoint
from bot.web.hosts import KnownHosts
from bot.web.insight_forms import (
    ask_names,
    cite_reflections,
    edit_insight,
    new_insight,
    pick_reflections,
    publish_insight,
    rewrite_insight,
    withdraw_insight,
    write_insight,
)
from bot.web.insight_pages import judge_insight, list_insights, show_insight
from bot.web.name_consent_pages import answer_name_consent, list_name_consents
from bot.web.overview_pages import show_overview
from bot.web.own_data_pages import OWN_DATA_PATH, erased, own_data
from bot.web.people_pages import invite, invite_again, list_people, withdraw_invitation
from bot.web.public_pages import about, front, privacy
from bot.web.question_pages import answer_question, list_questions
from bot.web.reflection_pages import (
    list_reflections,
    set_themes,
    show_reflection,
    tell_of_waiting,
    write_comment,
)
from bot.web.rendering import Renderer
from bot.web.school_holiday_pages import (
    add_school_holiday,
    list_school_holidays,
    remove_school_holiday,
)
from bot.web.school_pages import import_schools, list_schools
from bot.web.sign_in_pages import (
    choose_language,
    explain_sign_in,
    offer_sign_in,
    sign_in,
    sign_out,
)
from bot.web.site import Site, WebServices
from bot.web.spread_pages import show_spread
from bot.web.static_files import StaticFiles
from bot.web.turn_worker import TurnWorker
from bot.web.visit_pages import list_visits
from bot.web.webhook import TakeUpdate, webhook_endpoint


def create_app(
    services: WebServices,
    settings: Settings,
    *,
    assistant: Assistant,
    secret_key: str,
    take_update: TakeUpdate | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Starlette:
    """Build the site on these use cases.

    Args:
        services: what the pages call.
        settings: where the site is found, and the time zone of its readers.
        assistant: answers in the web chat.
        secret_key: signs the forms.
        take_update: keeps an update that Telegram has pushed; without it there is no webhook.
        clock: tells the time, as an aware UTC time.
    """
    static = StaticFiles()
    site = Site(
        services=services,
        conversations=services.conversations(assistant),
        renderer=Renderer(services.texts, static),
        zone=settings.zone,
        key=secret_key.encode(),
        address=settings.public_address,
        message_retention=settings.message_retention,
        question_retention=settings.question_retention,
        clock=clock,
    )
    webhook = webhook_endpoint(settings.telegram_webhook_secret, take_update)
    app = Starlette(
        routes=[
            *_pages(site),
            Route("/static/{name}", static.answer, methods=["GET"]),
            *_for_machines(site),
            Route("/telegram/webhook", webhook, methods=["POST"]),
        ],
        middleware=[
            Middleware(SecurityHeaders, secure=site.secure),
            Middleware(LastResort, site=site, hosts=KnownHosts(settings)),
        ],
        exception_handlers=failure_handlers(site),
        lifespan=_answering(TurnWorker(services.turns(assistant), clock)),
    )
    # Its redirects would lead to whatever scheme and host the request named.
    app.router.redirect_slashes = False
    return app


def _answering(worker: TurnWorker) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(worker.run())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    return lifespan


def _for_machines(site: Site) -> list[BaseRoute]:
    feed = feed_endpoint(site.services.calendars.feeds, site.clock)
    return [
        Route("/calendar/{token}.ics", feed, methods=["GET"]),
        Route("/health", health_endpoint(site.services.database), methods=["GET"]),
    ]


def _pages(site: Site) -> list[BaseRoute]:
    return [
        page_route(site, "/", front, open_to_all=True),
        page_route(site, "/about", about, open_to_all=True),
        page_route(site, "/privacy", privacy, open_to_all=True),
        page_route(site, "/sign-in", explain_sign_in, open_to_all=True),
        page_route(site, "/sign-in/{token}", offer_sign_in, open_to_all=True),
        page_route(site, "/sign-in/{token}", sign_in, method="POST", open_to_all=True),
        page_route(site, "/sign-out", sign_out, method="POST"),
        page_route(site, "/language", choose_language, method="POST"),
        page_route(site, "/reflections", list_reflections),
        page_route(site, "/reflections/tell", tell_of_waiting, method="POST"),
        page_route(site, "/reflections/{reflection_id}", show_reflection),
        page_route(site, "/reflections/{reflection_id}/themes", set_themes, method="POST"),
        page_route(site, "/reflections/{reflection_id}/comments", write_comment, method="POST"),
        *_insight_pages(site),
        page_route(site, "/questions", list_questions),
        page_route(site, "/questions/{enquiry_id}", answer_question, method="POST"),
        page_route(site, "/visits", list_visits),
        page_route(site, "/school-holidays", list_school_holidays),
        page_route(site, "/school-holidays", add_school_holiday, method="POST"),
        page_route(site, "/school-holidays/remove", remove_school_holiday, method="POST"),
        page_route(site, "/visits/{visits}.ics", visit_file),
        *_institution_pages(site),
        *_calendar_pages(site),
        page_route(site, OWN_DATA_PATH, own_data),
        page_route(site, "/erased", erased, open_to_all=True),
        page_route(site, "/chat", show_chat),
        page_route(site, "/chat", write_in_chat, method="POST"),
        page_route(site, "/chat/buttons", press_button, method="POST"),
    ]


def _institution_pages(site: Site) -> list[BaseRoute]:
    return [
        page_route(site, "/overview", show_overview),
        page_route(site, "/schools", list_schools),
        page_route(site, "/schools", import_schools, method="POST", uploads=True),
        page_route(site, "/handovers", list_handovers),
        page_route(site, "/handovers/{school_id}", show_handover),
        page_route(site, "/handovers/{school_id}", give_school, method="POST"),
        page_route(site, "/handovers/{school_id}/document.docx", handover_document),
        page_route(site, "/people", list_people),
        page_route(site, "/people", invite, method="POST"),
        page_route(site, "/people/invite-again", invite_again, method="POST"),
        page_route(site, "/people/withdraw", withdraw_invitation, method="POST"),
    ]


def _calendar_pages(site: Site) -> list[BaseRoute]:
    return [
        page_route(site, "/calendar", show_calendar),
        page_route(site, "/calendar", renew_feed, method="POST"),
        page_route(site, "/calendar/revoke", revoke_feed, method="POST"),
        page_route(site, "/calendar/file", take_file, method="POST", uploads=True),
        page_route(site, "/calendar/follow", follow, method="POST"),
        page_route(site, "/calendar/unfollow", unfollow, method="POST"),
    ]


def _insight_pages(site: Site) -> list[BaseRoute]:
    one = "/insights/{insight_id}"
    return [
        page_route(site, "/insights", list_insights),
        page_route(site, "/insights", write_insight, method="POST"),
        page_route(site, "/insights/new", new_insight),
        page_route(site, "/spread", show_spread),
        page_route(site, one, show_insight),
        page_route(site, one, rewrite_insight, method="POST"),
        page_route(site, f"{one}/edit", edit_insight),
        page_route(site, f"{one}/sources", pick_reflections),
        page_route(site, f"{one}/sources", cite_reflections, method="POST"),
        page_route(site, f"{one}/names", ask_names, method="POST"),
        page_route(site, "/name-consents", list_name_consents),
        page_route(site, "/name-consents", answer_name_consent, method="POST"),
        page_route(site, f"{one}/publish", publish_insight, method="POST"),
        page_route(site, f"{one}/withdraw", withdraw_insight, method="POST"),
        page_route(site, f"{one}/verdict", judge_insight, method="POST"),
    ]
