"""Numbers that are said in several words: «two hundred and five thousand», «1,5 млн»."""

from dataclasses import dataclass, field
from enum import IntEnum

from bot.translation.check.numeral_words import FRACTION, HUNDRED, SCALE, Numeral

_SPELLED_FROM = 3  # one and two have too many other uses


class Weight(IntEnum):
    """How much a number is missed in a translation."""

    HINT = 1  # «a thousand thanks», «one»: explains a number, is not missed itself
    SPELLED = 2  # missed where the translation has another number in its place
    DIGITS = 3


@dataclass(frozen=True, slots=True)
class Number:
    """What a number may be: *strict* its own readings, *loose* what may stand for it.

    Two numbers are the same if a strict reading of one is any reading of the other.
    """

    strict: frozenset[float]
    weight: Weight
    loose: frozenset[float] = field(default=frozenset())

    def equals(self, other: "Number") -> bool:
        """Whether both may be the same number."""
        return not (
            self.strict.isdisjoint(other.strict | other.loose)
            and other.strict.isdisjoint(self.loose)
        )


class Sum:
    """A number under way: «two hundred and five thousand», «1,5 млн»."""

    def __init__(self) -> None:
        self.is_digits = False
        self._readings: set[float] = set()  # of digits
        self._parts: set[float] = set()
        self._current: float | None = None
        self._total = 0.0
        self._least = float("inf")  # the last scale: the next must be smaller
        self._scaled: set[float] = set()
        self._has_mantissa = False

    def continues_with(self, readings: set[float]) -> bool:
        """Whether digits may go on after a scale: «1 млн 200 тыс»."""
        return bool(self._total) and self._current is None and max(readings) < self._least

    def start(self, readings: set[float]) -> None:
        """Take digits."""
        self.is_digits = True
        self._has_mantissa = True
        if self._total:
            self._current = max(readings)
            return
        self._readings = readings
        self._current = None

    def take(self, word: Numeral, *, is_letter: bool) -> bool:
        """Join *word*; False if it begins another number."""
        if word.kind == SCALE:
            return self._scale(word.value, is_letter=is_letter)
        if self._readings and not self._scaled:
            return self._is_half(word)
        if word.kind == HUNDRED:
            return self._hundred(word.value)
        if word.kind == FRACTION:
            self._current = (self._current or 0.0) + word.value
            self._parts.add(word.value)
            self._has_mantissa = True
            return True
        return self._small(word.value)

    def _is_half(self, word: Numeral) -> bool:
        if word.kind != FRACTION:
            return False
        self._parts |= self._readings
        self._readings = {value + word.value for value in self._readings}
        return True

    def _scale(self, value: float, *, is_letter: bool) -> bool:
        if value >= self._least:
            return False
        if self._readings and not self._scaled:
            if is_letter:
                self._parts |= self._readings
            self._scaled = {round(one * value, 4) for one in self._readings}
            self._total = max(self._scaled)
        else:
            self._parts.add((self._current or 1) * value)
            self._total += (1 if self._current is None else self._current) * value
        self._current = None
        self._least = value
        return True

    def _hundred(self, value: float) -> bool:
        self._has_mantissa = True
        if self._current is None:
            self._current = value
        elif value == 100 and 1 <= self._current < 10:  # noqa: PLR2004 - «two hundred»
            self._current *= value
        else:
            return False
        return True

    def _small(self, value: float) -> bool:
        if self._current is None:
            self._current = value
        elif self._current and self._fits(value):
            self._current += value
        else:
            return False
        self._has_mantissa = True
        return True

    def _fits(self, value: float) -> bool:
        """Units after tens, units and tens after hundreds."""
        current = self._current or 0
        is_after_tens = current % 100 >= 10 and not current % 10 and 0 < value < 10  # noqa: PLR2004
        return is_after_tens or (not current % 100 and current >= 100)  # noqa: PLR2004 - digits

    def number(self, *, is_mantissa_loose: bool) -> Number | None:
        """What all that was taken makes, if anything."""
        if self._readings:
            return self._from_digits(is_mantissa_loose=is_mantissa_loose)
        if self._current is None and not self._total:
            return None
        value = round(self._total + (self._current or 0), 4)
        is_spelled = self._has_mantissa and value >= _SPELLED_FROM
        weight = Weight.SPELLED if is_spelled else Weight.HINT
        return Number(frozenset({value}), weight, frozenset(self._parts))

    def _from_digits(self, *, is_mantissa_loose: bool) -> Number:
        loose = set(self._parts)
        strict = self._scaled or self._readings
        if self._scaled:
            if self._current is not None or self._total not in self._scaled:
                loose |= self._scaled
                strict = {self._total + (self._current or 0)}
            if is_mantissa_loose:
                loose |= self._readings
        return Number(frozenset(strict), Weight.DIGITS, frozenset(loose | _decades(strict)))


def _decades(values: set[float]) -> set[float]:
    """«1990s» is «90-е», «девяностые»."""
    return {v % 100 for v in values if 1_000 <= v < 2_100 and not v % 10 and v % 100}  # noqa: PLR2004 - years
