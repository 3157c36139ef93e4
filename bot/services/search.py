"""Search the answers and the institution's own documents; what is found is cited, not retold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.answers import Answer
from bot.domain_model.actors import Actor
from bot.domain_model.searching import (
    Query,
    Rarity,
    extract,
    fit,
    read_query,
    weights,
    words_of,
)
from bot.encoders.sentence_encoder import Role, SentenceEncoder
from bot.services.access import documents_for
from bot.services.ports.documents import FoundPassage, OpenEncoder, ReadableDocuments
from bot.services.ports.unit_of_work import Begin

HITS = 3
MAX_QUERY_LENGTH = 400
LEAST_COVERED = 0.45
"""The share of what a query tells that a text must hold to be found by its words."""
LEAST_ALIKE = 0.84
"""How near a passage must be in meaning to be found without its words; or"""
LEAST_AHEAD = 0.04
"""how much nearer than passages are on the whole: a query in another language is far from all.
Both were found on the questions of tests/services/library, for multilingual-e5-small."""
_CANDIDATES = 30
_FUSION = 60
"""From the paper on reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
_TITLE_COUNTS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: of an answer (`topic`), or of a document, with its place there."""

    title: str
    extract: str
    topic: str | None = None
    sources: tuple[str, ...] = ()
    page: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    key: object
    """What two hits share that say the same."""
    counts: Mapping[str, int]
    show: Callable[[Query], Hit]
    asked: frozenset[str] = frozenset()


class Answers:
    """The answers in one language, counted once."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        """Use these."""
        self._answers = answers

    @cached_property
    def candidates(self) -> list[_Candidate]:
        """Give every answer with its words; those of its title count more."""
        return [_answer(each) for each in self._answers]

    @cached_property
    def rarity(self) -> Rarity:
        """Tell how much each word tells in the field."""
        return Rarity({*each.counts, *each.asked} for each in self.candidates)


class Search:
    """Finds what there is about some words, for whoever asks."""

    def __init__(
        self,
        begin: Begin,
        open_answers: Callable[[], Mapping[str, Sequence[Answer]]],
        open_encoder: OpenEncoder,
    ) -> None:
        """Search the database that `begin` opens, and the answers; both are read on first use."""
        self._begin = begin
        self._open_answers = open_answers
        self.open_encoder = open_encoder

    @cached_property
    def _answers(self) -> Mapping[str, Answers]:
        return {name: Answers(each) for name, each in self._open_answers().items()}

    def find(self, actor: Actor, wanted: str, *, language: str) -> list[Hit]:
        """Give what fits best, at most three hits; none when nothing does.

        Documents by their words, documents by their meaning, and answers each make a ranking, and
        these are fused: what two of them find comes first, and none drowns the others.

        Raises:
            StorageUnavailable: when the documents could not be searched.
        """
        query = read_query(wanted[:MAX_QUERY_LENGTH])
        if not query.stems:
            return []
        answers = self._answers[language]
        with self._begin() as uow:
            documents = documents_for(uow, actor)
            matching = documents.matching(query.beginnings, limit=_CANDIDATES)
            alike = self._alike(documents, wanted[:MAX_QUERY_LENGTH])
        rankings = (
            _by_words(query, answers, map(_passage, matching)),
            [_passage(each) for each in alike],
            _by_words(query, answers, answers.candidates),
        )
        fused = _fused(rankings)
        return [each.show(query) for each in fused[:HITS]]

    def _alike(self, documents: ReadableDocuments, wanted: str) -> list[FoundPassage]:
        encoder = self.open_encoder()
        if encoder is None:
            return []
        kept = documents.vectors(encoder.name)
        if not kept:
            return []
        alike = _likeness(encoder, wanted, [vector for _, vector in kept])
        least = min(LEAST_ALIKE, float(alike.mean()) + LEAST_AHEAD)
        best = [int(at) for at in np.argsort(-alike, kind="stable") if alike[at] >= least]
        order = [kept[at][0] for at in best[:_CANDIDATES]]
        found = {each.id: each for each in documents.passages(order)}
        return [found[each] for each in order]


def _likeness(
    encoder: SentenceEncoder, wanted: str, vectors: Sequence[bytes]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    matrix = np.frombuffer(b"".join(vectors), dtype=np.float32).reshape(len(vectors), -1)
    likeness: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = (
        matrix @ encoder.encode([wanted], Role.QUERY)[0]
    )
    return likeness


def _by_words(
    query: Query, answers: Answers, candidates: Iterable[_Candidate]
) -> list[_Candidate]:
    shares = weights(query, answers.rarity)
    rated = [(fit(query, shares, each.counts, each.asked), each) for each in candidates]
    good = [(rate.score, each) for rate, each in rated if rate.covered >= LEAST_COVERED]
    return [each for _, each in sorted(good, key=lambda pair: -pair[0])][:_CANDIDATES]


def _fused(rankings: Sequence[Sequence[_Candidate]]) -> list[_Candidate]:
    scores: dict[object, float] = {}
    first: dict[object, _Candidate] = {}
    for ranking in rankings:
        for rank, each in enumerate(dict.fromkeys(each.key for each in ranking), start=1):
            scores[each] = scores.get(each, 0.0) + 1 / (_FUSION + rank)
        for candidate in ranking:
            first.setdefault(candidate.key, candidate)
    return [first[key] for key in sorted(scores, key=lambda key: -scores[key])]


def _answer(answer: Answer) -> _Candidate:
    title = words_of(answer.title) * _TITLE_COUNTS
    rest = words_of("\n".join((answer.text, *answer.sources)))
    return _Candidate(
        answer.topic,
        Counter([*title, *rest]),
        lambda query: Hit(answer.title, extract(answer.text, query), answer.topic, answer.sources),
        frozenset(word for example in answer.asked for word in words_of(example)),
    )


def _passage(found: FoundPassage) -> _Candidate:
    passage, title = found.passage, found.document.title
    words = [*words_of(passage.heading) * 2, *words_of(title), *words_of(passage.text)]
    return _Candidate(
        (found.document.id, passage.page, passage.heading),
        Counter(words),
        lambda query: Hit(
            title,
            extract(passage.text, query),
            page=passage.page,
            heading=passage.heading,
        ),
    )
