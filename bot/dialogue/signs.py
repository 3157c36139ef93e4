"""Signs without a word, as people send them from a phone: «👍» is a yes, or thanks."""

from __future__ import annotations

import re

_YES = re.compile(r"(?:👍|👌|✅|✔|🆗|💯|🤝)+")
_NO = re.compile(r"(?:👎|❌|🚫)+")
_KIND = re.compile(
    r"(?:🙏|❤|💙|💚|🧡|🥰|😊|🙂|😀|😃|😄|😁|😍|🤗|🎉|👏|💪|😂|🤣|😅|☺|🌟|⭐|🙌|🥳)+"
)
_BESIDES = re.compile("[\\s!.\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
"""What is written with a sign and says nothing: its colour, «!»."""
_WORDS = {
    "nb": ("ja", "nei", "takk"),
    "nn": ("ja", "nei", "takk"),
    "en": ("yes", "no", "thanks"),
}


def in_words(text: str, language: str, *, asked: bool) -> str | None:
    """Give the word that signs alone stand for; None when there is more to the message.

    A raised thumb is a yes where something is `asked`, and thanks elsewhere.
    """
    signs = _BESIDES.sub("", text)
    yes, no, thanks = _WORDS[language]
    if _YES.fullmatch(signs):
        return yes if asked else thanks
    if _NO.fullmatch(signs):
        return no
    return thanks if _KIND.fullmatch(signs) else None
