"""The numbers a text speaks of: digits in any style, words, Roman numerals, times.

What a number may mean is kept open where styles differ: ``1.234`` is read both ways.
"""

import re
from collections.abc import Iterator, Sequence

from bot.core.models import LanguageCode
from bot.translation.check.numeral_sums import Number, Sum, Weight
from bot.translation.check.numeral_words import is_counted, numeral
from bot.translation.check.plain import without_masks

_SPACES = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"(?P<date>(?<!\d)\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})(?!\d)|(?<!\d)\d{{4}}-\d\d-\d\d(?!\d))"
    r"|(?P<time>(?<![\d:])\d{1,2} ?: ?\d\d(?!\d))"
    rf"|(?P<digits>\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?![\d])(?:[.,]\d+(?!\d))?|\d+(?:[.,'’]\d+)*)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<stop>[.!?;:()«»\"“”\n]|, )"
)
_GROUPED = re.compile(r"(\d{1,3})((?:([.,'’])\d{3})(?:\3\d{3})*)([.,]\d+)?")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})|[VX]")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_AFTERNOON = re.compile(
    r"\s{0,2}(?:(?:[:.]\d\d)?\s?p\.?\s?m\b|(?:час\w{0,3} )?(?:вечера|дня|пополудни))"
)
_BEFORE_NOON = re.compile(r"(?:кешкі|түскі|түстен кейінгі)(?: сағат)?\s?$")
_JOINING = frozenset(("and", "of", "a", "с", "и"))
_LETTER_SCALES = frozenset("kmbт")  # «5 m» may be metres


def numbers(
    text: str, language: LanguageCode | None, *, other: LanguageCode | None = None
) -> list[Number]:
    """Return the numbers of *text*, compared with one in the *other* language.

    A mantissa stands for its number (3 for 3 million) if the other's words are unknown.
    """
    reader = _Reader(without_masks(text), language, is_mantissa_loose=not is_counted(other))
    return reader.read()


class _Reader:
    """Goes through the tokens of a text and joins those that make one number."""

    def __init__(
        self, text: str, language: LanguageCode | None, *, is_mantissa_loose: bool
    ) -> None:
        self._text = text
        self._language = language
        self._is_mantissa_loose = is_mantissa_loose
        self._found: list[Number] = []
        self._open = Sum()
        self._end = 0  # of the last token that belongs to a number
        self._year = 0.0

    def read(self) -> list[Number]:
        for match in _TOKEN.finditer(self._text):
            self._take(match)
        self._close()
        return self._found

    def _take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind == "word":
            self._take_word(match)
        elif kind == "digits":
            self._take_digits(match)
        else:
            self._close()
            if kind == "time":
                self._found.append(_time(match[0]))
            elif kind == "date":
                self._found += _date(match[0])

    def _take_word(self, match: re.Match[str]) -> None:
        word = match[0]
        found = numeral(word.lower(), self._language)
        if found is None or (found.value and not self._is_number_word(word, match)):
            if word.lower() not in _JOINING:
                self._close()
            if _ROMAN.fullmatch(word):
                self._found.append(_roman(word))
            return
        if not self._open.take(found, is_letter=word.lower() in _LETTER_SCALES):
            self._close()
            self._open.take(found, is_letter=False)

    def _is_number_word(self, word: str, match: re.Match[str]) -> bool:
        """«K», «b» and «т» count only right behind digits."""
        return word.lower() not in _LETTER_SCALES or (
            self._open.is_digits and match.start() - self._end <= 1
        )

    def _take_digits(self, match: re.Match[str]) -> None:
        text = match[0]
        readings = _readings(text)
        before = self._text[max(match.start() - 24, 0) : match.start()]
        if not self._open.continues_with(readings):
            self._close()
        readings |= self._century(text, before)
        if _AFTERNOON.match(self._text, match.end()) or _BEFORE_NOON.search(before):
            readings |= {value + 12 for value in readings if value < 12}  # noqa: PLR2004 - hours
        self._open.start(readings)
        self._end = match.end()

    def _century(self, text: str, before: str) -> set[float]:
        """The year that 45 is in «1941-45»."""
        year, self._year = self._year, float(text) if text.isdecimal() and len(text) == 4 else 0  # noqa: PLR2004 - digits
        if year and len(text) == 2 and before.rstrip()[-1:] in {"-", "–", "—", "/"}:  # noqa: PLR2004 - digits
            return {year // 100 * 100 + float(text)}
        return set()

    def _close(self) -> None:
        number = self._open.number(is_mantissa_loose=self._is_mantissa_loose)
        if number is not None:
            self._found.append(number)
        self._open = Sum()


def _readings(text: str) -> set[float]:
    """What digits with separators may mean: thousands, decimals or both."""
    plain = re.sub(rf"[{_SPACES}]", "", text)
    grouped = _GROUPED.fullmatch(plain)
    values: set[float] = set()
    if grouped:
        whole = re.sub(r"\D", "", grouped[1] + grouped[2])
        values.add(float(whole + (grouped[4] or "").replace(",", ".")))
    pieces = re.split(r"[.,'’]", plain)
    if len(pieces) <= 2 and "'" not in plain and "’" not in plain:  # noqa: PLR2004 - whole, rest
        values.add(float(".".join(pieces)))
    return {round(value, 4) for value in values} or {float(piece) for piece in pieces}


def _time(text: str) -> Number:
    """17:30 as 17.3, so that it equals «17.30»; also twelve hours apart."""
    hours, minutes = map(int, text.split(":"))
    strict = {round((hours + shift) + minutes / 100, 2) for shift in (0, 12, -12)}
    return Number(
        frozenset(value for value in strict if value >= 0),
        Weight.DIGITS,
        frozenset({float(hours), float(minutes)}),
    )


def _date(text: str) -> Iterator[Number]:
    pieces = [float(piece) for piece in re.split(r"\D", text)]
    year = max(pieces[0], pieces[2]) if max(pieces) > 31 else pieces[2]  # noqa: PLR2004 - days
    day, month = (pieces[2], pieces[1]) if year == pieces[0] else (pieces[0], pieces[1])
    if month > 12:  # noqa: PLR2004 - months; then it is in the American order
        day, month = month, day
    yield Number(frozenset({day}), Weight.DIGITS)
    yield Number(frozenset({month}), Weight.HINT)
    yield Number(frozenset({year}), Weight.DIGITS, frozenset({2_000 + year, year % 100}))


def _roman(text: str) -> Number:
    values = [_ROMAN_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    total = sum(v if v >= after else -v for v, after in zip(values, following, strict=True))
    weight = Weight.SPELLED if len(text) > 1 else Weight.HINT
    return Number(frozenset({float(total)}), weight)


def differ(first: Sequence[Number], second: Sequence[Number], *, is_known: bool) -> bool:
    """Whether a number of one text is missing in the other.

    Digits are missed by themselves; a spelled number only where another stands in its place.
    Unless both languages' words are known (*is_known*), small numbers may be spelled out.
    """
    lost, new = (
        _missing(first, second, is_known=is_known),
        _missing(second, first, is_known=is_known),
    )
    if Weight.DIGITS in {number.weight for number in (*lost, *new)}:
        return True
    return bool(lost and new)


_OFTEN_SPELLED = 12


def _missing(wanted: Sequence[Number], among: Sequence[Number], *, is_known: bool) -> list[Number]:
    return [
        number
        for number in wanted
        if number.weight > Weight.HINT
        and (is_known or min(number.strict) > _OFTEN_SPELLED)
        and not any(number.equals(other) for other in among)
    ]
