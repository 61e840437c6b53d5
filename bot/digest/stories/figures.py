"""Numbers and dates of a text, written alike whatever the language."""

import re
from collections.abc import Iterator, Sequence

_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|\d+(?:[.,]\d+)?)"
    r"(?:[ \u00a0\u202f-]?([^\W\d_]+))?"
)
_GROUPED = re.compile(r"[ \u00a0\u202f]|,(?=\d{3}(?:,|$))")
_SCALES = {
    1e3: "k thousand тыс тысяч мың миң ming bin",
    1e6: "m mn mln million млн миллион milyon mio",
    1e9: "b bn billion bln млрд миллиард milliard mlrd milyar",
    1e12: "trillion tn трлн триллион trilyon trln",
}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words.split()}
_LONG = 4  # a scale or a month of as many letters may have endings: «миллионов», «ақпанда»

_MONTHS = (
    "january jan январ қаңтар yanvar ocak oca",
    "february feb феврал ақпан fevral subat şubat",
    "march mar март наурыз mart",
    "april apr апрел сәуір aprel nisan",
    "may май мая мамыр mayıs mayis",
    "june jun июн маусым iyun haziran",
    "july jul июл шілде iyul temmuz",
    "august aug август тамыз avgust ağustos agustos",
    "september sep sept сентябр қыркүйек sentabr sentyabr eylül eylul",
    "october oct октябр қазан oktabr oktyabr ekim",
    "november nov ноябр қараша noyabr kasım kasim",
    "december dec декабр желтоқсан dekabr aralık aralik",
)
_MONTH_OF = {name: month for month, names in enumerate(_MONTHS, 1) for name in names.split()}
_LAST_DAY = 31
_TAIL_CHARS = 4  # of «январского», «ақпанда», «şubatta» after the stem
_DAY_FIRST = re.compile(
    r"(?<![\d.,])(?P<day>\d{1,2})(?:st|nd|rd|th|-го|-е)?(?:[ \u00a0-]| of )"
    r"(?P<month>[^\W\d_]{3,})"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d_]{3,})\.?[ \u00a0](?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d.,]\d|\d)"
)
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?:20)?\d\d(?!\d)")


def numbers(text: str) -> Iterator[str]:
    """Yield each number: ``1,5 млн`` and ``1.5 million`` are both ``1500000``."""
    for match in _NUMBER.finditer(text):
        digits, word = match.groups()
        value = float(_GROUPED.sub("", digits).replace(",", "."))
        yield f"{value * _scale(word):.12g}"


def _scale(word: str | None) -> float:
    if not word:
        return 1
    small = word.lower()
    if small in _SCALE_OF:
        return _SCALE_OF[small] if word != "m" else 1  # metres
    beginnings = (small[:size] for size in range(len(small), _LONG - 1, -1))
    return next((_SCALE_OF[start] for start in beginnings if start in _SCALE_OF), 1)


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the month and the day of each date that names both."""
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            yield from _date(match["month"], int(match["day"]))
    for match in _DOTTED.finditer(text):
        day_number, month_number = int(match[1]), int(match[2])
        if 1 <= month_number <= len(_MONTHS) and 1 <= day_number <= _LAST_DAY:
            yield month_number, day_number


def _date(word: str, day: int) -> Sequence[tuple[int, int]]:
    small = word.lower()
    if not 1 <= day <= _LAST_DAY:
        return ()
    for size in range(len(small), max(0, len(small) - _TAIL_CHARS - 1), -1):
        month = _MONTH_OF.get(small[:size])
        if month and (size == len(small) or size >= _LONG):
            return ((month, day),)
    return ()
