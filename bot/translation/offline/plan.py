"""How texts are cut for a model, put into batches and joined again. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.models import LanguageCode
from bot.text.segment import sentences

MAX_TOKENS = 500
"""Of a sentence or its answer: OPUS models know 512 positions, and fail at the next."""

BATCH_TEXTS = 8
"""A batch of eight takes a fourth to a seventh of the time of one by one; more add little."""

BATCH_TOKENS = 256
"""With padding. Reading a batch cannot be interrupted: at NLLB's 1.3 billion weights and two
cores this many take about a second."""

_SPARE_TOKENS = 16  # a sentence of two words may become one of eight


@dataclass(frozen=True, slots=True)
class Cut:
    """The sentences of a text, and what lies before, between and after them."""

    sentences: tuple[str, ...]
    gaps: tuple[str, ...]

    def join(self, translations: Sequence[str]) -> str:
        """The text with *translations* in place of its sentences.

        Empty if one of them is: a text with a hole in it must not look whole.
        """
        if not all(translations):
            return ""
        pairs = zip(self.gaps, (*translations, ""), strict=True)
        return "".join(gap + translation for gap, translation in pairs)


def cut(text: str, language: LanguageCode) -> Cut:
    """Cut *text* into sentences: NLLB drops some of those that come together."""
    found = sentences(text, language)
    starts = [0, *(one.end for one in found)]
    ends = [*(one.start for one in found), len(text)]
    gaps = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
    return Cut(tuple(one.text for one in found), gaps)


def batches(lengths: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Put sentences of these *lengths*, in tokens, into batches of about one length."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    while order:
        room = max(BATCH_TOKENS // max(lengths[order[0]], 1), 1)  # the first is the longest
        taken = min(room, BATCH_TEXTS)
        yield tuple(order[:taken])
        del order[:taken]


def most_tokens(length: int) -> int:
    """How many tokens an answer to *length* tokens may have; a longer one has gone astray."""
    return min(2 * length + _SPARE_TOKENS, MAX_TOKENS)
