"""An insight: what several reflections say together, written so that nobody is recognised.

It is published only when enough people stand behind it, and stays out only as long as they do:
a reflection that is withdrawn is cited no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain_model.actors import AccountId, InstitutionId, PartnerId
from bot.domain_model.errors import Invalid
from bot.domain_model.reflections import ReflectionId
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme

InsightId = NewType("InsightId", str)

MAX_TITLE_LENGTH = 120
BUTTON_LENGTH = 48
"""Characters of a title on a button: what a telephone shows on one or two lines."""
MAX_TEXT_LENGTH = 2_000
"""Characters of an insight's text: it is read on a telephone, between two visits."""


class InsightState(StrEnum):
    """Where an insight is; only a published one is read by partners."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Reach(StrEnum):
    """Who an insight is published to."""

    INSTITUTION = "institution"
    NETWORK = "network"


class Stance(StrEnum):
    """What a cited reflection says about the insight."""

    SUPPORTS = "supports"
    CONTRARY = "contrary"


class Verdict(StrEnum):
    """What a partner says of an insight that she was given."""

    USEFUL = "useful"
    USED = "used"
    NOT_RELEVANT = "not_relevant"


class DeliveredHow(StrEnum):
    """How an insight first came to a partner."""

    AFTER_LOG = "after_log"
    DIGEST = "digest"
    REMINDER = "reminder"
    BROWSE = "browse"


class InsightIncomplete(Invalid):
    """An insight has a title and a text, both in bokmål and in nynorsk."""


class InsightTooLong(Invalid):
    """A title has at most 120 characters, a text 2,000."""


class InsightIsPublished(Invalid):
    """A published insight is withdrawn before it is changed."""


class TooFewSources(Invalid):
    """Too few people stand behind the insight for it to be published."""


@dataclass(frozen=True, slots=True)
class InsightText:
    """The words of an insight, in both written forms of Norwegian."""

    title_nb: str
    title_nn: str
    text_nb: str
    text_nn: str

    def __post_init__(self) -> None:
        """Refuse what is not finished, or is far too long.

        Raises:
            InsightIncomplete: when any of the four is empty.
            InsightTooLong: when one is longer than `MAX_TITLE_LENGTH` or `MAX_TEXT_LENGTH`.
        """
        texts = {each.name: getattr(self, each.name).strip() for each in fields(self)}
        if not all(texts.values()):
            raise InsightIncomplete
        for name, text in texts.items():
            limit = MAX_TITLE_LENGTH if name.startswith("title") else MAX_TEXT_LENGTH
            if len(text) > limit:
                raise InsightTooLong

    def title(self, language: str) -> str:
        """Give the title; whoever reads neither form reads bokmål."""
        return self.title_nn if language == "nn" else self.title_nb

    def short_title(self, language: str) -> str:
        """Give the title as it fits on a button."""
        title = self.title(language)
        if len(title) <= BUTTON_LENGTH:
            return title
        return f"{title[: BUTTON_LENGTH - 2].rsplit(' ', 1)[0]} …"

    def text(self, language: str) -> str:
        """Give the text; whoever reads neither form reads bokmål."""
        return self.text_nn if language == "nn" else self.text_nb

    @property
    def everything(self) -> str:
        """All the words in one, as they are searched and examined."""
        return "\n".join(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Insight:
    """An insight as it is kept; `institution_id` is None for one of the network's own."""

    id: InsightId
    institution_id: InstitutionId | None
    account_id: AccountId | None
    text: InsightText
    reach: Reach
    state: InsightState
    themes: tuple[Theme, ...]
    created_at: datetime
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A reflection that an insight cites, as far as the rules need to know it."""

    reflection_id: ReflectionId
    partner_id: PartnerId
    institution_id: InstitutionId
    sharing: Sharing
    stance: Stance


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of an insight that a partner was given."""

    how: DeliveredHow
    delivered_at: datetime
    opened_at: datetime | None = None
    verdict: Verdict | None = None
    verdict_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InsightLimits:
    """How many must stand behind an insight before others than its writers read it."""

    network_reflections: int = 3
    network_institutions: int = 2
    institution_reflections: int = 3
    institution_partners: int = 2


@dataclass(frozen=True, slots=True)
class Support:
    """How many stand behind an insight: reflections, their authors, the authors' institutions."""

    reflections: int
    partners: int
    institutions: int

    def suffices(self, reach: Reach, limits: InsightLimits) -> bool:
        """Tell whether that is enough to publish as far as `reach`."""
        if reach is Reach.NETWORK:
            return (
                self.reflections >= limits.network_reflections
                and self.institutions >= limits.network_institutions
            )
        return (
            self.reflections >= limits.institution_reflections
            and self.partners >= limits.institution_partners
        )


def may_be_cited(source: Source, reach: Reach, institution: InstitutionId | None) -> bool:
    """Tell whether a reflection is shared as far as an insight of this reach is read."""
    if source.sharing is Sharing.NETWORK:
        return True
    own = institution is not None and source.institution_id == institution
    return own and reach is Reach.INSTITUTION and source.sharing is Sharing.INSTITUTION


def cited(insight: Insight, sources: Iterable[Source]) -> list[Source]:
    """Give the sources that are shared far enough for the insight to cite them."""
    return [each for each in sources if may_be_cited(each, insight.reach, insight.institution_id)]


def support_of(insight: Insight, sources: Iterable[Source]) -> Support:
    """Count who stands behind an insight; contrary reflections do not."""
    behind: Sequence[Source] = [
        each for each in cited(insight, sources) if each.stance is Stance.SUPPORTS
    ]
    return Support(
        reflections=len({each.reflection_id for each in behind}),
        partners=len({each.partner_id for each in behind}),
        institutions=len({each.institution_id for each in behind}),
    )
