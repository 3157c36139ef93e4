"""What Telegram checks in a text and in its keyboard before it accepts a message."""

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from tests.fakes.bot_api.errors import bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CALLBACK_DATA_LIMIT = 64

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)>")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Html:
    """The state of one parse: the plain text so far and the tags still open."""

    source: str
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    open_tags: list[tuple[str, int, str]] = field(default_factory=list)

    def byte_offset(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def add_text(self, raw: str) -> None:
        self.text += _ENTITY.sub(lambda match: unescape(match.group()), raw)

    def tag(self, match: re.Match[str]) -> None:
        closing, name, attributes = (
            match.group(1),
            match.group(2).lower(),
            match.group(3),
        )
        offset = self.byte_offset(match.start())
        if closing:
            self._close(name, offset)
            return
        if name not in _TAGS:
            raise bad_request(
                f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}'
            )
        self.open_tags.append((name, utf16_length(self.text), attributes))

    def _close(self, name: str, offset: int) -> None:
        if not self.open_tags:
            raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {offset}")
        expected, start, attributes = self.open_tags.pop()
        if name != expected:
            raise bad_request(
                f"can't parse entities: Unmatched end tag at byte offset {offset}, "
                f'expected "</{expected}>", found "</{name}>"'
            )
        length = utf16_length(self.text) - start
        if length:
            entity: dict[str, Any] = {
                "type": _TAGS[name],
                "offset": start,
                "length": length,
            }
            href = _HREF.search(attributes)
            if name == "a" and href:
                entity["url"] = href.group(1) or href.group(2)
            self.entities.append(entity)


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the plain text and its entities, or raise the 400 that Telegram answers."""
    state = _Html(source)
    position = 0
    while (start := source.find("<", position)) >= 0:
        state.add_text(source[position:start])
        match = _TAG.match(source, start)
        if match is None:
            raise bad_request(
                "can't parse entities: Unsupported start tag "
                f'"{source[start + 1 : start + 2]}" at byte offset {state.byte_offset(start)}'
            )
        state.tag(match)
        position = match.end()
    state.add_text(source[position:])
    if state.open_tags:
        raise bad_request(
            "can't parse entities: Can't find end tag corresponding to start tag "
            f'"{state.open_tags[-1][0]}"'
        )
    return state.text, state.entities


def formatted_text(
    raw: str, parse_mode: str | None, *, limit: int, what: str
) -> tuple[str, list[dict[str, Any]]]:
    """Return text and entities after Telegram's checks of mode, emptiness and length."""
    text, entities = raw, list[dict[str, Any]]()
    if parse_mode and parse_mode.lower() == "html":
        text, entities = parse_html(raw)
    elif parse_mode:
        # The assistant sends plain text or HTML; a slip into another mode should be seen at once.
        raise bad_request("unsupported parse_mode")
    text = text.strip()
    if utf16_length(text) > limit:
        raise bad_request(f"{what} is too long")
    return text, entities


def checked_keyboard(raw: object) -> dict[str, Any] | None:
    """Return the reply markup as stored with a message, or raise a 400."""
    if raw in (None, ""):
        return None
    try:
        markup = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError as error:
        raise bad_request("can't parse reply keyboard markup JSON object") from error
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    for row in rows:
        for button in row:
            _check_button(button)
    return markup


def _check_button(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Text buttons must be non-empty")
    actions = [key for key in button if key not in {"text", "style", "icon_custom_emoji_id"}]
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: exactly one action field is expected"
        )
    if "callback_data" in button:
        size = len(str(button["callback_data"]).encode())
        if not 1 <= size <= CALLBACK_DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not re.match(r"(https?|tg|ton)://", str(button["url"])):
        raise bad_request("BUTTON_URL_INVALID")
