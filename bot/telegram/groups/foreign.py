"""What people and pages wrote, as a digest shows it: as it was, but short and at rest. Pure.

What a reader sees is word for word what was written: what is cut off is marked by «…», and
what is put in or taken out has no shape and no width. Telegram makes links of plain text by
itself: without that, a name in a quote would call its owner once more, a command of another
day could be pressed, and a shown name could advertise a site.
"""

import re

_JOINER = "\u2060"  # word joiner: no width, no break, and part of no name, tag or address
_OPEN, _CLOSE = "\u2068", "\u2069"  # first strong isolate, pop directional isolate

_UNSEEN = re.compile("[\r\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What turns the text around it up to the end of the line, halves of characters, and what
Telegram takes out itself, with which a name could come together again («@\\rname»)."""
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CALLS = re.compile(r"(?<![A-Za-z0-9_])[@#$](?=\S)|(?<![\w/])/(?=[A-Za-z0-9_])")
"""Beginnings of names, tags and commands: all that Telegram takes for one, and some more."""
_ADDRESSES = re.compile(r":(?=//)|\.(?=[^\W\d_])")
"""Where the address of a page or a mailbox can be broken so that nothing of it is one."""


def quoted(text: str, limit: int) -> str:
    """*text*, of at most *limit* characters; its lines stay."""
    calm = _CALLS.sub(_joined, _cut(_UNSEEN.sub("", text), limit))
    return _apart(_ADDRESSES.sub(_joined, calm))


def line(text: str, limit: int) -> str:
    """A name, a title or a key word, of at most *limit* characters, in one line."""
    return quoted(" ".join(text.split()), limit)


def site(text: str, limit: int) -> str:
    """The name of a site as the text of a link: the whole of it is one, so dots may stay."""
    short = _cut(_UNSEEN.sub("", " ".join(text.split())), limit)
    return _apart(_CALLS.sub(_joined, short))


def _cut(text: str, limit: int) -> str:
    """Cut after a word, unless half of what fits were lost with the last one."""
    if len(text) <= limit:
        return text
    space = max(text.rfind(" ", 0, limit), text.rfind("\n", 0, limit))
    return text[: space if space > limit // 2 else limit - 1].rstrip() + "…"


def _joined(found: re.Match[str]) -> str:
    return found[0] + _JOINER


def _apart(text: str) -> str:
    """Keep the direction of each line to itself: of what follows it nothing changes places."""
    return "\n".join(
        f"{_OPEN}{one}{_CLOSE}" if _RIGHT_TO_LEFT.search(one) else one for one in text.split("\n")
    )
