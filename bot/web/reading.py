"""The article as the page shows it: the chosen sentences marked in their places. Pure."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.models import Answer, Article
from bot.i18n import texts
from bot.i18n.catalogs import Catalog
from bot.summary.explain import Explained, Explanation
from bot.web.page import phrase


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the article.

    *at* is where its sentence begins, None for what lies between sentences. *number* is that
    of the chosen sentence it is, or 0; *hint* says what the ranker saw in the sentence.
    """

    text: str
    at: int | None = None
    number: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article laid out, and the lines that are not part of it."""

    lang: str
    dir: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    removed: tuple[str, ...]


def lay_out_article(
    t: Catalog, article: Article, answer: Answer, explanation: Explanation
) -> Reading:
    """Mark the sentences of *answer* in the article they were chosen from."""
    numbers = {sentence.start: number for number, sentence in enumerate(answer.sentences, 1)}
    whole = phrase(answer.summary.language, article.text)
    return Reading(
        lang=whole.lang,
        dir=whole.dir,
        paragraphs=_paragraphs(t, article.text, explanation.sentences, numbers),
        removed=tuple(one.text for one in article.removed),
    )


def _paragraphs(
    t: Catalog, text: str, sentences: Sequence[Explained], numbers: Mapping[int, int]
) -> tuple[tuple[Piece, ...], ...]:
    """The article's lines, each cut at its sentences."""
    paragraphs, start, waiting = [], 0, deque(sentences)
    for line in text.splitlines(keepends=True):
        pieces, at, end = list[Piece](), start, start + len(line.rstrip())
        while waiting and waiting[0].sentence.start < end:
            one = waiting.popleft()
            place = one.sentence
            number = numbers.get(place.start, 0)
            pieces.append(Piece(text[at : place.start]))
            words = text[place.start : place.end]
            pieces.append(Piece(words, place.start, number, _hint(t, one)))
            at = place.end
        pieces.append(Piece(text[at:end]))
        if line.strip():
            paragraphs.append(tuple(piece for piece in pieces if piece.text))
        start += len(line)
    return tuple(paragraphs)


def _hint(t: Catalog, one: Explained) -> str:
    seen = one.features
    return texts.sentence_hint(
        t,
        rank=one.rank,
        position=seen["position"],
        centrality=seen["centrality"],
        length=seen["length"],
    )
