"""The text of calendar files, whichever program wrote them."""

from __future__ import annotations

import codecs
import re

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FOLD = re.compile(r"\r?\n[ \t]")
_FOLD_OF_BYTES = re.compile(rb"\r?\n[ \t]")
_OFFSET = re.compile(r";TZID=((?:UTC|GMT)[+-]\d\d:\d\d)(?=[:;])")
_OWNER = re.compile(
    r'(?<=TZID[=:])("?)/[^":;\r\n]+/(?=(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia'
    r"|Etc|Europe|Indian|Pacific)/)"
)
_RULE = re.compile(r"^(?:RRULE|EXRULE)[:;].*$", re.MULTILINE | re.IGNORECASE)


def calendar_text(content: bytes) -> str:
    """Give the text of a calendar, its folded lines put together.

    Lines are put together before they are decoded: a line is folded at a number of bytes, and
    some programs then divide «Å» in two. Exchange's connectors write UTF-16, and old Outlook the
    letters of Windows.

    What would make a line unreadable is written as it is meant: Exchange 2003 folds «BYDAY=MO, TU»
    with spaces, Exchange writes «TZID=UTC+01:00» without the quotes that its colon needs, and
    Mozilla's programs put their own name before a zone's, «/mozilla.org/20050126_1/Europe/Oslo».

    Raises:
        UnicodeDecodeError: when it begins as UTF-16 and is not.
    """
    if content.startswith(_UTF_16):
        text = _FOLD.sub("", content.decode("utf-16"))
    else:
        text = _decoded(_FOLD_OF_BYTES.sub(b"", content.removeprefix(codecs.BOM_UTF8)))
    text = _OWNER.sub(r"\1", _OFFSET.sub(r';TZID="\1"', text))
    return _RULE.sub(lambda rule: rule[0].replace(" ", ""), text)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
