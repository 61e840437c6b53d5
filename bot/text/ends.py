"""What hangs behind the last sentence of a paragraph: "Read more", a stray stop. Pure."""

MAX_TAIL_CHARS = 80
"""Only so much of the end is read, however long the paragraph (chars)."""

_CALLS = (
    "read more",
    "read more here",
    "read full story",
    "read the full story",
    "read the full article",
    "continue reading",
    "learn more",
    "see more",
    "show more",
    "full story",
    "читать далее",
    "читать дальше",
    "читать полностью",
    "читать подробнее",
    "читать ещё",
    "читать еще",
    "показать ещё",
    "показать еще",
    "подробнее",
    "узнать больше",
    "толығырақ",
    "толығырақ оқу",
    "толығырақ оқыңыз",
    "толық оқу",
    "толығымен оқу",
    "әрі қарай оқу",
    "ары қарай оқу",
    "әрі қарай",
    "ары қарай",
    "жалғасын оқу",
    "жалғасын оқыңыз",
)
_ENDS = tuple(sorted(_CALLS, key=len, reverse=True))
_DECORATION = " \t.…>»›→:|[](){}"
_CLOSING = ".!?…»”\"')]"


def tail_start(text: str) -> int:
    """Return where the call behind the last sentence of *text* begins; its length if none does.

    A call is cut only where a mark ends the sentence before it: «Ол толығырақ» stays.
    """
    head = max(0, len(text) - MAX_TAIL_CHARS)
    tail = text[head:].rstrip(_DECORATION)
    folded = tail.casefold()
    if not folded.endswith(_ENDS):
        return len(text)
    call = next(call for call in _ENDS if folded.endswith(call))
    before = tail[: len(tail) - len(call)].rstrip(" \t[(<|→>-–—")
    is_cut = before.endswith(tuple(_CLOSING)) and tail[len(before)].isspace()
    return head + len(before) if is_cut else len(text)


def trimmed_end(text: str) -> int:
    """Return where *text* ends without white space and without stray stops: «… сөз. .»."""
    end = len(text.rstrip())
    while end and text[end - 1] == ".":
        before = len(text[max(0, end - MAX_TAIL_CHARS) : end - 1].rstrip())
        before += max(0, end - MAX_TAIL_CHARS)
        if not before or before == end - 1 or text[before - 1] not in _CLOSING:
            break
        end = before
    return end
