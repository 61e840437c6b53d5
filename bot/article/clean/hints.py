"""Lines that are page furniture in one place and an article's in another. Pure, each rule linear.

A date between two paragraphs may head a chronicle, «Культура» a chapter; beside a menu, above
the first sentence or below the last they are furniture. `place` looks where they stand.
"""

import re
from collections.abc import Callable

from bot.article.clean.line import MAX_LINE_CHARS, Line, read_line
from bot.article.clean.rules import TABLES, is_address
from bot.article.clean.tables import begins, holds, joint_index, union

ANYWHERE = frozenset({"caption"})
"""Reasons that hold wherever in an article the line stands."""

BESIDE = frozenset({"menu"})
"""Reasons that hold only beside furniture: a headline, too, may begin with «Поиск»."""

MAX_OPENED_WORDS = 8
MAX_CAPTION_WORDS = 70  # agencies' captions run to 60
MAX_CREDIT_WORDS = 14
MAX_RIGHTS_WORDS = 120
MAX_DATE_WORDS = 16
MAX_STAMP_CHARS = 12
MAX_BYLINE_WORDS = 8
MAX_FOOTER_WORDS = 10

_SECTIONS = union(TABLES, "sections")
_AGENCIES = union(TABLES, "agencies")
_DATES = union(TABLES, "dates")
_DATE_COMPANY = union(TABLES, "dates", "date_company")
_DATED_SECTIONS = _DATE_COMPANY | _SECTIONS
_OPENERS = joint_index(TABLES, "openers")
_RIGHTS = joint_index(TABLES, "rights")

_LETTER = re.compile(r"[^\W\d_]")
_COPYRIGHT = re.compile(r"\W{0,3}(?:copyright )?(?:©|\([cс]\) ?\d)|copyright \d", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?…»”\"]\s+|\(")
_CREDIT_MARK = re.compile(
    r"(?:photo|photograph|photos|picture|image|фото|сурет|суретті түсірген|фотография|suret|foto"
    r"|سۋرەت)\b|©",
    re.IGNORECASE,
)
_CREDIT_HINTS = (
    "/",
    "©",
    " via ",
    "photo",
    "picture",
    "image",
    "фото",
    "сурет",
    "suret",
    "foto",
    "سۋرەت",
)
_SIGNATURE = re.compile(
    r"[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{1,20}(?:-[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{1,20})?"
    r" [А-ЯЁӘҒҚҢӨҰҮҺІ]{5,25},?"
)
_BY = frozenset({"by", "автор", "авторы", "text", "текст", "мәтін", "mätin", "avtor"})
_NAME_COMPANY = frozenset({"and", "и", "және", "|", "&", "of", "for"})
_SUBSCRIBE = frozenset({
    "subscribe", "join", "подписаться", "подпишись", "подписывайся", "подписывайтесь",
    "подпишитесь", "жазылу", "жазыл", "жазылыңыз", "қосылу", "қосылыңыз",
    "jazylu", "jazylyñyz", "jazylyŋyz", "qosylu", "جازىلۋ", "جازىلىڭىز",
})  # fmt: skip


def hint(line: Line) -> str | None:
    """Say what kind of furniture *line* may be; None when it is no such line."""
    if len(line.text) > MAX_LINE_CHARS:
        return None
    return next((reason for reason, holds in HINTS if holds(line)), None)


def _is_section(line: Line) -> bool:
    return line.key in _SECTIONS and not line.is_finished


def _is_footer(line: Line) -> bool:
    """The name of a channel beside its handle, its link or a word to join it."""
    return (
        line.size <= MAX_FOOTER_WORDS
        and not line.text.endswith((".", "?"))
        and (any(map(is_address, line.text.split())) or not _SUBSCRIBE.isdisjoint(line.words))
    )


def _has_no_letter(line: Line) -> bool:
    return not _LETTER.search(line.text)


def _is_date(line: Line) -> bool:
    words = line.words
    company = _DATE_COMPANY if line.is_finished else _DATED_SECTIONS
    return (
        len(words) <= MAX_DATE_WORDS
        and any(char.isdigit() for char in line.key)
        and any(word in _DATES for word in words)
        and all(word in company or _is_stamp(word) for word in words)
    )


def _is_stamp(word: str) -> bool:
    """Whether it is like 12, 12th, 09.30am or 2012ж."""
    return word[0].isdigit() and len(word) <= MAX_STAMP_CHARS


def _is_byline(line: Line) -> bool:
    first, *rest = line.text.split()
    return (
        1 <= len(rest) < MAX_BYLINE_WORDS
        and first.casefold().rstrip(":") in _BY
        and not line.text.endswith(("?", "!"))
        and all(part[0].isupper() or part in _NAME_COMPANY for part in rest)
    )


def _is_signature(line: Line) -> bool:
    return _SIGNATURE.fullmatch(line.text) is not None


def _is_opened(line: Line) -> bool:
    return (
        len(line.words) <= MAX_OPENED_WORDS
        and not line.is_finished
        and begins(line.flat, _OPENERS)
    )


def _is_rights(line: Line) -> bool:
    return len(line.words) <= MAX_RIGHTS_WORDS and (
        bool(_COPYRIGHT.match(line.text)) or holds(line.flat, line.words, _RIGHTS)
    )


def _is_caption(line: Line) -> bool:
    """A short paragraph that ends in a credit: «… REUTERS», «… Фото: Акорда»."""
    if len(line.words) > MAX_CAPTION_WORDS or not any(hint in line.key for hint in _CREDIT_HINTS):
        return False
    tail = _CLAUSE_END.split(line.text.rstrip(".) "))[-1].strip()
    words = read_line(tail).words
    if not 0 < len(words) <= MAX_CREDIT_WORDS:
        return False
    if _CREDIT_MARK.match(tail):
        return len(words) > 1  # «… (фото)» is a headline's promise
    is_agency = any(word in _AGENCIES for word in words[-3:])
    return is_agency and any(mark in tail for mark in ("/", "©", " via "))


HINTS: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("separator", _has_no_letter),
    ("section", _is_section),
    ("date line", _is_date),
    ("byline", _is_byline),
    ("byline", _is_signature),
    ("menu", _is_opened),
    ("rights", _is_rights),
    ("caption", _is_caption),
    ("footer", _is_footer),
)
"""In the order they are asked; the first that holds names the reason."""
