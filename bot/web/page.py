"""What the local page shows, as plain values for its template. Pure."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.article.links.fragments import fragment_link
from bot.core.languages import native_name
from bot.core.models import Answer, Article, LanguageCode, Note
from bot.i18n import texts, translating
from bot.i18n.catalogs import Catalog
from bot.i18n.page import column_name
from bot.summary.explain import Explained, Explanation


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence in one language; *note* is said under it."""

    language: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A chosen sentence: its place in the article, and its cells, the original first.

    *link* opens it on the page it comes from, and is empty where it comes from none.
    """

    number: int
    place: str
    cells: tuple[Cell, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the article.

    *number* is that of the chosen sentence it is, or 0; *hint* says what the ranker saw in
    the sentence, and is empty for what lies between sentences.
    """

    text: str
    number: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer laid out: a table of sentences, and the article they stand in."""

    title: str
    url: str | None
    titles: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    facts: tuple[str, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    removed: tuple[str, ...]


def lay_out(t: Catalog, article: Article, answer: Answer, explanation: Explanation) -> Result:
    """Arrange an answer for the page."""
    numbers = {sentence.start: number for number, sentence in enumerate(answer.sentences, 1)}
    targets = [one for one in answer.translations if one != answer.summary.language]
    original = column_name(t, answer.summary.language)
    return Result(
        title=answer.summary.title or "",
        url=answer.summary.url,
        titles=tuple(_title(answer, target) for target in targets),
        columns=(original, *(native_name(target) for target in targets)),
        rows=tuple(_row(t, answer, index, targets) for index in range(len(answer.sentences))),
        facts=_facts(t, answer, targets),
        paragraphs=_paragraphs(t, article.text, explanation.sentences, numbers),
        removed=tuple(one.text for one in article.removed),
    )


def _title(answer: Answer, target: LanguageCode) -> str:
    made = answer.titles.get(target)
    return made.text if made else ""


def _row(t: Catalog, answer: Answer, index: int, targets: Sequence[LanguageCode]) -> Row:
    sentence = answer.sentences[index]
    original = Cell(answer.summary.language or "", sentence.text)
    made = (_cell(t, answer, index, target) for target in targets)
    url = answer.summary.url
    link = fragment_link(url, sentence.directive) if url else ""
    return Row(index + 1, texts.paragraph(t, sentence.paragraph), (original, *made), link)


def _cell(t: Catalog, answer: Answer, index: int, target: LanguageCode) -> Cell:
    made = answer.translations[target][index]
    if made is None:
        return Cell(answer.summary.language or "", "—", texts.not_translated(t))
    doubts = [translating.doubted(t, made.doubts)] if made.doubts else []
    return Cell(target, made.text, "; ".join([texts.engine_name(t, made.engine), *doubts]))


def _facts(t: Catalog, answer: Answer, targets: Sequence[LanguageCode]) -> tuple[str, ...]:
    summary = answer.summary
    facts = [texts.word_for_word(t, shown=len(answer.sentences), total=summary.sentences_total)]
    if summary.keywords:
        facts.insert(0, texts.keywords(t, summary.keywords))
    facts += [texts.article_note(t, note) for note in summary.notes]
    lacking = (_lacking(t, answer, target) for target in targets)
    return tuple(dict.fromkeys([*facts, *(said for said in lacking if said)]))


def _lacking(t: Catalog, answer: Answer, target: LanguageCode) -> str | None:
    """What is said of a translation with gaps."""
    made = answer.translations[target]
    done = sum(one is not None for one in made)
    if done == len(made):
        return None
    kind = Note.PARTLY_TRANSLATED if done else Note.NOT_TRANSLATED
    if not done and answer.summary.language is None:
        kind = Note.LANGUAGE_UNKNOWN
    return texts.note(t, kind, target=target, done=done, total=len(made))


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
            pieces.append(Piece(text[at : place.start]))
            number = numbers.get(place.start, 0)
            pieces.append(Piece(text[place.start : place.end], number, _hint(t, one)))
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
