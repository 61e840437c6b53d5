"""The buttons under a summary, and what each carries. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from bot.core.languages import INTERFACE_LANGUAGES, native_name
from bot.core.models import Answer, LanguageCode, Length
from bot.i18n import answers, texts, translating
from bot.i18n.catalogs import Catalog
from bot.summary.select import BUDGETS, budget
from bot.telegram.replies import Button, Rows

MARK_CHARS: Final = 4
MAX_MARKS: Final = 3
"""Engines that are named in a button: three of four letters leave room in its 64 bytes."""

SHOW, ANOTHER, WHERE, SHARE, PLACE = "s", "a", "w", "h", "q"
"""What is asked for: an answer, another engine's, numbers of sentences, plain text, one place."""

_LENGTHS: Final = {length[0]: length for length in Length}


@dataclass(frozen=True, slots=True)
class Shown:
    """All that an answer depends on: a press carries it, so that none has to be remembered.

    Attributes:
        key: Of the summary.
        parts: Messages that the answer takes, nine and more as nine.
        avoid: Marks of engines whose words the reader does not want, see mark_of.
    """

    key: str
    target: LanguageCode
    length: Length
    parts: int = 1
    avoid: tuple[str, ...] = ()

    def data(self, what: str = SHOW) -> str:
        """Callback data that asks for *what*; at most 54 of Telegram's 64 bytes."""
        said = f"{what}:{self.key}:{self.target}:{self.length[0]}:{min(self.parts, 9)}"
        return f"{said}:{''.join(self.avoid[:MAX_MARKS])}" if self.avoid else said

    @classmethod
    def read(cls, data: str) -> Self:
        """What data() wrote."""
        _, key, code, letter, parts, *marks = data.split(":")
        joined = "".join(marks)
        avoid = tuple(joined[at : at + MARK_CHARS] for at in range(0, len(joined), MARK_CHARS))
        return cls(key, LanguageCode(code), _LENGTHS[letter], int(parts), avoid)


def answer_rows(
    t: Catalog,
    shown: Shown,
    *,
    used: Sequence[str] = (),
    has_place: bool = False,
    sizes: Mapping[Length, int] = BUDGETS,
) -> Rows:
    """Languages, lengths, then what else can be done with the answer.

    *used* are marks of the engines that translated it, if there are others; *has_place* says
    that its sentences can be shown where they stand; *sizes* as in choice_rows.
    """
    rest: list[Button] = [(answers.share(t), shown.data(SHARE))]
    if has_place:
        rest.insert(0, (answers.where(t), shown.data(WHERE)))
    another: tuple[Button, ...] = ()
    if used:
        wish = replace(shown, avoid=tuple(used))
        another = ((answers.another_engine(t), wish.data(ANOTHER)),)
    return (*choice_rows(t, shown, sizes), another, tuple(rest))


def sizes_of(answer: Answer) -> Mapping[Length, int]:
    """How many sentences the answer would have in each length."""
    summary = answer.summary
    most = len(summary.ranked)
    return {one: min(budget(one, summary.sentences_total), most) for one in Length}


def choice_rows(t: Catalog, shown: Shown, sizes: Mapping[Length, int] = BUDGETS) -> Rows:
    """Languages, then the next lengths that would show another number of sentences, in *sizes*."""
    languages = tuple(
        (
            f"• {native_name(one)}" if one == shown.target else native_name(one),
            replace(shown, target=one).data(),
        )
        for one in INTERFACE_LANGUAGES
    )
    now = sizes[shown.length]
    fewer = [one for one in Length if sizes[one] < now]
    more = [one for one in Length if sizes[one] > now]
    lengths = ((texts.shorter(t), fewer[-1:]), (texts.longer(t), more[:1]))
    offered = tuple(
        (label, replace(shown, length=one).data()) for label, some in lengths for one in some
    )
    return (languages, offered)


def number_rows(t: Catalog, shown: Shown, numbers: Iterable[int]) -> Rows:
    """A button for each sentence that can be shown where it stands, and the way back."""
    letter = shown.length[0]
    places = tuple((str(one), f"{PLACE}:{shown.key}:{letter}:{one}") for one in numbers)
    return (places, ((answers.back(t), shown.data()),))


def read_place(data: str) -> tuple[str, Length, int]:
    """The key, the length and the number of the sentence of a button of number_rows."""
    _, key, letter, number = data.split(":")
    return key, _LENGTHS[letter], int(number)


def engines_of(answer: Answer, target: LanguageCode) -> tuple[str, ...]:
    """The engines that translated it, in the order they come."""
    made = filter(None, answer.translations.get(target, ()))
    return tuple(translating.machines_among(one.engine for one in made))


def mark_of(engine: str) -> str:
    """A short mark of an engine's name."""
    return hashlib.sha256(engine.encode()).hexdigest()[:MARK_CHARS]
