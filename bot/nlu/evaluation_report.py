"""The figures of an evaluation, for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_COLUMNS = {
    "first": "first right",
    "first_three": "among three",
    "answered_right": "answered right",
    "answered_wrong": "answered wrong",
    "done": "done",
    "done_wrong": "another done",
    "asked_back": "asked back",
    "asked_back_with_it": "… with it",
    "refused": "refused",
    "right": "right",
    "taken_for_ours": "taken for ours",
}
_WORST_TOPICS = 15


def as_markdown(figures: Mapping[str, Any]) -> str:
    """Write the figures as Markdown: all together, then by style, then what goes wrong."""
    questions = _all_and_parts(figures, "questions", "style")
    outside = _all_and_parts(figures, "out_of_scope", "style")
    commands = _all_and_parts(figures, "commands", "intent")
    parts = [
        "# How messages are understood",
        "Shares in %, with 95 % bootstrap intervals.",
        *_section("Questions, by style", questions),
        *_section("Topics understood worst", _worst(figures["questions_by_topic"])),
        *_section("Commands", commands),
        *_section("Out of scope", outside),
        *_section("Form of a message of four words or more", figures["language"]),
        "## Topics taken for others",
        _table(
            ["meant", "taken for", "times"],
            [[p["meant"], p["taken_for"], str(p["times"])] for p in figures["worst_pairs"]],
        ),
        "## Wrong first topics, if only the surest were answered",
        _table(
            ["answered", "wrong"],
            [[_percent(p["coverage"]), _percent(p["wrong"])] for p in figures["risk_by_coverage"]],
        ),
        "## Milliseconds a message",
        _table(
            list(figures["milliseconds"]), [[str(v) for v in figures["milliseconds"].values()]]
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _all_and_parts(figures: Mapping[str, Any], what: str, part: str) -> dict[str, Any]:
    """Put all together first, then the sets where there are several, then the parts."""
    sets = figures[f"{what}_by_set"]
    return {
        "all": figures[what],
        **(sets if len(sets) > 1 else {}),
        **figures[f"{what}_by_{part}"],
    }


def _section(title: str, groups: Mapping[str, Any]) -> Iterable[str]:
    measured = {name: group for name, group in groups.items() if group["messages"]}
    if not measured:
        return
    names = [name for name in _COLUMNS if name in next(iter(measured.values()))]
    rows = [
        [group_name, str(group["messages"]), *(_interval(group[name]) for name in names)]
        for group_name, group in measured.items()
    ]
    yield f"## {title}"
    yield _table(["", "messages", *(_COLUMNS[name] for name in names)], rows)


def _worst(topics: Mapping[str, Any]) -> dict[str, Any]:
    ordered = sorted(topics, key=lambda topic: (topics[topic]["first"]["share"], topic))
    return {topic: topics[topic] for topic in ordered[:_WORST_TOPICS]}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _interval(share: Mapping[str, float]) -> str:
    return f"{_percent(share['share'])} ({_percent(share['low'])}–{_percent(share['high'])})"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
