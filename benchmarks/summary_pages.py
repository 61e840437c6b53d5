"""Summaries of real pages, pasted as a person would drag over them.

Data: ``lines/*.jsonl``, see lines.py. *Article* is the share of three picks that stand in a line
of content (lines that are neither content nor boilerplate do not count), *lost* the share of the
sentences of content that cleaning took out.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summary_sets import Chooser, Document, by_ranker

from bot.article.clean.text import clean
from bot.core.languages import find_language
from bot.summary.methods import DEFAULT_METHOD, ranker
from bot.text.normalise import normalise
from bot.text.segment import sentences
from bot.text.words import count_words

PICKS = 3
LANGUAGES = ("en", "ru", "misc")
SENTENCE_WORDS = 5  # with a final mark; a shorter line of content is a heading or a name
_FINAL = (".", "!", "?", "…", "。", ".”", ".»", '."')


@dataclass(frozen=True, slots=True)
class Page:
    """A pasted page: as it is and cleaned, and its lines by label."""

    pasted: Document
    cleaned: Document
    content: tuple[str, ...]
    boilerplate: tuple[str, ...]


def load_pages(path: Path) -> list[Page]:
    """Read the pages of one file, without those that nobody would paste."""
    rows = [json.loads(row) for row in path.read_text("utf-8").split("\n") if row]
    pages = [
        (row.get("lang"), [(_plain(x["t"]), x["y"]) for x in row["lines"] if x["z"]])
        for row in rows
    ]
    return [_page(lang, lines) for lang, lines in pages if any(y == 0 for _, y in lines)]


def _plain(text: str) -> str:
    return " ".join(normalise(text).split())


def _page(lang: str | None, lines: Sequence[tuple[str, int | None]]) -> Page:
    text = "\n".join(line for line, _ in lines)
    empty = Document(find_language(lang), text, (), (), (), PICKS)
    content = tuple(line for line, label in lines if label == 0)
    boilerplate = tuple(line for line, label in lines if label == 1 and line not in content)
    return Page(empty.of(text), empty.of(clean(text).text), content, boilerplate)


def compare_pages(name: str, pages: Sequence[Page], *, peers: bool) -> tuple[int, int, int, int]:
    """Print the table of one file; return our picks and the article's, its sentences, the lost."""
    total, lost = _lost(pages)
    print(f"\n{name}: {len(pages)} pages; lost {lost / max(1, total):.1%} of {total} sentences")
    print(f"{'':24}article")
    picks = (0, 0)
    for method in ("lead", "lex-rank", DEFAULT_METHOD) if peers else ("lead", DEFAULT_METHOD):
        choose = by_ranker(ranker(method))
        for cleaned in (False, True):
            picks = _picks(pages, choose, cleaned=cleaned)
            system = f"clean, {method}" if cleaned else method
            print(f"  {system:22}{picks[1] / max(1, picks[0]):7.3f} of {picks[0]}")
    return (*picks, total, lost)


def _picks(pages: Sequence[Page], choose: Chooser, *, cleaned: bool) -> tuple[int, int]:
    """Count the picks that are in a labelled line, and those of them in the article."""
    counted = article = 0
    for page in pages:
        document = page.cleaned if cleaned else page.pasted
        for index in choose(document):
            text = document.sentences[index].text
            is_content = any(text in line for line in page.content)
            counted += is_content or any(text in line for line in page.boilerplate)
            article += is_content
    return counted, article


def _lost(pages: Sequence[Page]) -> tuple[int, int]:
    total = lost = 0
    for page in pages:
        for line in dict.fromkeys(page.content):
            for sentence in sentences(line, page.pasted.language):
                if sentence.text.endswith(_FINAL) and count_words(sentence.text) >= SENTENCE_WORDS:
                    total += 1
                    lost += sentence.text not in page.cleaned.text
    return total, lost
