"""Summaries of articles pasted with what web pages put around them.

Into each article go a caption, promotions and lines from the page's foot (summary_lines); then
it is cleaned as a pasted text is. *Lost* is the ROUGE-1 by which the summary falls below that
of the same method on the untouched article, *leak* the share of picks that are no article.
"""

import random
from collections.abc import Iterable, Sequence
from statistics import fmean

from summary_lines import BOILERPLATE, Boilerplate
from summary_sets import SEED, Chooser, Document, by_ranker

from bot.article.clean.text import clean
from bot.core.models import Sentence
from bot.summary.methods import DEFAULT_METHOD, ranker

SETS = ("en_cnndm", "fr_orangesum", "ru_gazeta", "ru_rbc", "kk_tengri", "kk_xwmt", "tr_tes")
ARTICLES = 60  # of each set
PARAGRAPH_SENTENCES = 3  # where a set came without paragraphs
PROMOTIONS, TAILS = 3, 4  # lines to an article; one promotion comes twice


def soil(text: str, lines: Boilerplate, seed: str) -> tuple[str, frozenset[str]]:
    """Return *text* among boilerplate, and which lines are that; the same each run."""
    generator = random.Random(f"{SEED} {seed}")  # noqa: S311 - no secret: a fixed draw
    paragraphs = text.split("\n\n")
    caption = generator.choice(lines.captions)
    promotions = generator.sample(lines.promotions, PROMOTIONS - 1)
    tails = generator.sample(lines.tails, TAILS)
    for promotion in (*promotions, promotions[0]):
        paragraphs.insert(generator.randint(1, len(paragraphs)), promotion)
    soiled = "\n\n".join([caption, *paragraphs, *tails])
    return soiled, frozenset((caption, *promotions, *tails))


def laid_out(document: Document) -> str:
    """Return the text in paragraphs, parted by blank lines."""
    lines = [line.strip() for line in document.text.split("\n") if line.strip()]
    if len(lines) > 1:
        return "\n\n".join(lines)
    found = [sentence.text for sentence in document.sentences]
    groups = range(0, len(found), PARAGRAPH_SENTENCES)
    return "\n\n".join(" ".join(found[i : i + PARAGRAPH_SENTENCES]) for i in groups)


def is_leak(sentence: Sentence, dirt: Iterable[str]) -> bool:
    """Tell whether a pick is boilerplate, or holds some."""
    text = sentence.text
    return any(text in line or line in text for line in dirt)


def compare_dirty(name: str, documents: Sequence[Document], *, peers: bool) -> tuple[float, float]:
    """Print the table of a set; return our *lost* and our *leak*."""
    language = documents[0].language
    clear = [document.of(laid_out(document)) for document in documents]
    soiled = [soil(d.text, BOILERPLATE[str(language)], str(d.references)) for d in clear]
    dirty = [document.of(text) for document, (text, _) in zip(clear, soiled, strict=True)]
    cleaned = [document.of(clean(document.text).text) for document in dirty]
    dirt = [lines for _, lines in soiled]
    print(f"\n{name}: {len(documents)} articles {'lost':>15} {'leak':>7}")
    figures = (0.0, 0.0)
    for method in ("lead", "lex-rank", DEFAULT_METHOD) if peers else ("lead", DEFAULT_METHOD):
        choose = by_ranker(ranker(method))
        _report(method, _figures(choose, clear, dirty, dirt))
        figures = _figures(choose, clear, cleaned, dirt)
        _report(f"clean, {method}", figures)
    return figures


def _figures(
    choose: Chooser,
    clear: Sequence[Document],
    given: Sequence[Document],
    dirt: Sequence[frozenset[str]],
) -> tuple[float, float]:
    lost, leaks = [], []
    for before, after, lines in zip(clear, given, dirt, strict=True):
        picks = list(choose(after))
        lost.append(100 * (before.score(choose(before)).r1 - after.score(picks).r1))
        leaks += [is_leak(after.sentences[index], lines) for index in picks]
    return fmean(lost), fmean(leaks)


def _report(system: str, figures: tuple[float, float]) -> None:
    print(f"  {system:22} {figures[0]:+9.2f} {figures[1]:8.1%}")
