"""Ask those whom an insight names, and heed what they say, at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain_model.actors import Actor, PartnerId
from bot.domain_model.errors import NotFound
from bot.domain_model.insight_names import names_in, without_names
from bot.domain_model.insights import Insight, InsightId, InsightLimits
from bot.domain_model.name_consents import (
    MAX_NOTE_LENGTH,
    ConsentState,
    NameConsent,
    NamedKind,
    NobodyNamed,
    Subject,
)
from bot.domain_model.people import Partner
from bot.domain_model.privacy import mask_hard_identifiers
from bot.services.access import access_own_insight, access_own_reflection, coordinated_institution
from bot.services.inbox import Deed
from bot.services.insights import note, settle_insights
from bot.services.notices import Notices, chat_language
from bot.services.partners import account_in
from bot.services.ports.assistant import Button
from bot.services.ports.messages import StoredButton
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.reminders import where_to_reach
from bot.texts import Texts

DEED = "consent"
"""How the payloads begin of the buttons that say whether one may be named."""
_YES, _NO = f"{DEED}:yes:", f"{DEED}:no:"
_SETTLED = {ConsentState.ASKED, ConsentState.GIVEN, ConsentState.REFUSED}


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What an institution is asked: may it, or a school it works with, be named in this?"""

    consent: NameConsent
    insight: Insight


class NameConsents:
    """Consent to be named in an insight: nobody is named who has not said yes."""

    def __init__(
        self, begin: Begin, notices: Notices, texts: Texts, limits: InsightLimits
    ) -> None:
        """Work on the database of `begin`; ask partners through `notices`."""
        self._begin = begin
        self._notices = notices
        self._texts = texts
        self._limits = limits

    def ask(self, actor: Actor, insight_id: str, *, at: datetime) -> int:
        """Ask everybody whom the text names and who was not asked about it; tell how many.

        Partners are asked where they talk with us; institutions and schools on the page of the
        institution's coordinator. Whoever said no to this text is not asked again.

        Raises:
            NotFound: when there is no such insight that `actor` looks after.
        """
        with self._begin() as uow:
            insight = access_own_insight(uow, actor, insight_id)
            said = {
                (each.subject.kind, each.subject.id): each.state
                for each in uow.name_consents.of_insight(insight.id)
            }
            asked = [
                each
                for each in uow.name_consents.subjects(insight.id)
                if each.cited
                and said.get((each.kind, each.id)) not in _SETTLED
                and names_in(insight.text.everything, [each])
            ]
            for subject in asked:
                uow.name_consents.ask(insight.id, subject, at)
                if subject.kind is NamedKind.PARTNER:
                    self._ask_partner(uow, insight, subject, at)
            note(uow, actor, "ask_names", insight, at)
            uow.commit()
        return len(asked)

    def _ask_partner(
        self, uow: UnitOfWork, insight: Insight, subject: Subject, at: datetime
    ) -> None:
        chat, language = where_to_reach(uow, PartnerId(subject.id))
        yes, no = (self._texts.get(f"consents.{each}", language) for each in ("yes", "no"))
        round_ = int(at.timestamp())
        self._notices.add(
            uow,
            chat,
            f"{DEED}:{insight.id}:{subject.id}:{round_}",
            "consents.ask",
            at=at,
            language=language,
            buttons=(Button(yes, f"{_YES}{insight.id}:{round_}"), Button(no, _NO + insight.id)),
            title=insight.text.title(language),
            insight=insight.text.text(language),
        )

    @property
    def deeds(self) -> Mapping[str, Deed]:
        """What pressing the buttons of the question does."""
        return {DEED: self.pressed}

    def pressed(self, uow: UnitOfWork, button: StoredButton, key: str, at: datetime) -> None:
        """Take down what a partner says; a «yes» counts for the text that she was shown."""
        account = account_in(uow, button.chat)
        partner = account.partner_id if account else None
        yes = button.payload.startswith(_YES)
        about, _, round_ = button.payload.removeprefix(_YES).removeprefix(_NO).partition(":")
        insight = InsightId(about)
        consent = uow.name_consents.find(insight, NamedKind.PARTNER, partner or "")
        stale = consent is None or (yes and (_is_over(consent) or str(consent.round) != round_))
        language = chat_language(uow, button.chat)
        if consent is None or stale:
            self._say(uow, button, key, "gone", language, at)
            return
        state = ConsentState.GIVEN if yes else ConsentState.REFUSED
        self._settle(uow, consent, state, "", at)
        self._say(uow, button, key, "said_yes" if yes else "said_no", language, at)

    def _say(
        self,
        uow: UnitOfWork,
        button: StoredButton,
        key: str,
        text: str,
        language: str,
        at: datetime,
    ) -> None:
        self._notices.add(
            uow, button.chat, f"{key}:{DEED}", f"consents.{text}", at=at, language=language
        )

    def asked_of(self, actor: Actor) -> list[AskedOf]:
        """List what the institution of `actor` and its schools are asked, and what they said.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
        """
        with self._begin() as uow:
            found = uow.name_consents.of_institution(coordinated_institution(actor))
            insights = {each.insight: uow.insights.find(each.insight) for each in found}
        about = ((each, insights[each.insight]) for each in found)
        return [AskedOf(each, insight) for each, insight in about if insight is not None]

    def answer(
        self,
        actor: Actor,
        insight_id: str,
        kind: NamedKind,
        subject: str,
        *,
        allowed: bool,
        by: str,
        at: datetime,
    ) -> None:
        """Say for the institution, or for a school, whether it may be named; `by` says so.

        Raises:
            NotAllowed: when `actor` coordinates no institution.
            NotFound: when the actor's institution was not asked that.
            NobodyNamed: when a «yes» does not tell who gave it.
        """
        institution = coordinated_institution(actor)
        told = mask_hard_identifiers(by.strip()).text
        if len(told) > MAX_NOTE_LENGTH or (allowed and not told):
            raise NobodyNamed
        with self._begin() as uow:
            consent = uow.name_consents.find(InsightId(insight_id), kind, subject)
            if consent is None or kind is NamedKind.PARTNER or _is_over(consent):
                raise NotFound
            if consent.subject.institution != institution:
                raise NotFound
            state = ConsentState.GIVEN if allowed else ConsentState.REFUSED
            self._settle(uow, consent, state, told, at)
            uow.audit.add(actor.account_id, f"name_{state}", "insight", insight_id, at)
            uow.commit()

    def given_for(self, actor: Actor, reflection_id: str) -> list[Insight]:
        """List the insights that name `actor` with her consent and cite this reflection of hers.

        Raises:
            NotFound: when it is not the actor's own, or does not exist.
        """
        with self._begin() as uow:
            reflection = access_own_reflection(uow, actor, reflection_id)
            given = uow.name_consents.given_by(reflection.partner_id, reflection.id)
            found = [uow.insights.find(each.insight) for each in given]
        return [each for each in found if each is not None]

    def _settle(
        self, uow: UnitOfWork, consent: NameConsent, state: ConsentState, by: str, at: datetime
    ) -> None:
        uow.name_consents.answer(consent, state, by, at)
        settle_insights(uow, self._limits, at=at, among=[consent.insight])


def withdrawal(insight: Insight) -> str:
    """Write what the button means that takes a consent back."""
    return f"{_NO}{insight.id}"


def take_name_out(uow: UnitOfWork, partner: Partner) -> None:
    """Put «…» for the name of a partner who is erased in every insight that names her.

    A published one stays out: nobody is named in it any more.
    """
    who = Subject(NamedKind.PARTNER, partner.id, partner.institution_id, partner.name)
    for insight_id in uow.name_consents.about(partner.id):
        insight = uow.insights.find(insight_id)
        if insight is not None and names_in(insight.text.everything, [who]):
            uow.insights.save(replace(insight, text=without_names(insight.text, who)))


def _is_over(consent: NameConsent) -> bool:
    return consent.state is ConsentState.LAPSED
