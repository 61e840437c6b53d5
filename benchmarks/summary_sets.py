"""Articles with reference summaries, ways to choose sentences, and how well they do."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import summary_peers
from rouge import Rouge, mean_rouge, tokens

from bot.core.languages import find_language
from bot.core.models import LanguageCode, Sentence
from bot.core.ports import Ranker
from bot.summary.features import read
from bot.summary.kind import recognise
from bot.summary.methods import DEFAULT_METHOD, METHODS, ranker
from bot.text.segment import sentences

RESAMPLES = 1000  # of the bootstrap
SEED = 20220110


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into sentences, with the tokens of its references."""

    language: LanguageCode | None
    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[tuple[str, ...], ...]
    references: tuple[tuple[str, ...], ...]
    asked: int

    def score(self, chosen: Iterable[int]) -> Rouge:
        """ROUGE of the chosen sentences in article order."""
        found = [token for index in sorted(chosen) for token in self.tokens[index]]
        return mean_rouge(found, self.references)

    def of(self, text: str) -> "Document":
        """Return the document with another text: laid out, soiled or cleaned."""
        found = sentences(text, self.language)
        cut = tuple(tuple(tokens(sentence.text)) for sentence in found)
        return Document(self.language, text, found, cut, self.references, self.asked)


Chooser = Callable[[Document], Iterable[int]]


def load(path: Path) -> list[Document]:
    """Read a set."""
    with path.open(encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines]


def _document(row: Mapping[str, object]) -> Document:
    text, references, asked = row["text"], row["refs"], row["n"]
    assert isinstance(text, str)
    assert isinstance(references, list)
    assert isinstance(asked, int)
    wanted = tuple(tuple(tokens(reference)) for reference in references)
    return Document(find_language(str(row["lang"])), text, (), (), wanted, asked).of(text)


def by_ranker(rank: Ranker) -> Chooser:
    """Choose as a method of the project does."""
    return lambda document: rank(document.sentences, document.language, document.asked)


def at_random(document: Document) -> Iterable[int]:
    """Choose blindly, the same each run."""
    generator = random.Random(str(document.references))  # noqa: S311 - no secret: a fixed draw
    size = len(document.sentences)
    return generator.sample(range(size), min(document.asked, size))


def oracle(document: Document) -> Iterable[int]:
    """Choose greedily with the references in sight: about the most an extract can reach."""
    chosen: list[int] = []
    left = set(range(len(document.sentences)))
    while left and len(chosen) < document.asked:
        gains = {index: document.score([*chosen, index]) for index in left}
        best = max(left, key=lambda index: (gains[index].r1 + gains[index].r2, -index))
        chosen.append(best)
        left.remove(best)
    return chosen


def choosers(language: LanguageCode | None, *, peers: bool) -> dict[str, Chooser | None]:
    """Return what is compared, by name; None is a peer that cannot be asked."""
    methods = METHODS if peers else ("lead", DEFAULT_METHOD)
    rankers = {method: ranker(method) for method in methods}
    others = summary_peers.peers(language) if peers else {}
    return {name: by_ranker(rank) if rank else None for name, rank in (rankers | others).items()}


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """95 % bootstrap interval of the mean."""
    generator = random.Random(SEED)  # noqa: S311 - no secret: a fixed draw
    size = len(differences)
    means = sorted(fmean(generator.choices(differences, k=size)) for _ in range(RESAMPLES))
    return means[RESAMPLES // 40], means[-RESAMPLES // 40]


def compare(name: str, documents: Sequence[Document], *, peers: bool) -> float:
    """Print the table of a set; return our mean difference to the lead."""
    kinds = Counter(recognise(d.sentences, read(d.sentences, d.language)) for d in documents)
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    print(f"\n{name}: {len(documents)} articles: {counts}")
    lead = [document.score(range(_size(document))).r1 for document in documents]
    ours = 0.0
    systems = choosers(documents[0].language, peers=peers)
    for system, choose in {"oracle": oracle, "random": at_random, **systems}.items():
        if choose is None:
            print(f"{system:12} {'–':>5}")
            continue
        started = time.process_time()
        picks = [choose(document) for document in documents]
        cost_ms = (time.process_time() - started) * 1000 / len(documents)
        scores = [doc.score(chosen) for doc, chosen in zip(documents, picks, strict=True)]
        differences = [100 * (s.r1 - base) for s, base in zip(scores, lead, strict=True)]
        print(_row(system, scores, differences, cost_ms))
        ours = fmean(differences) if system == DEFAULT_METHOD else ours
    return ours


def _size(document: Document) -> int:
    return min(document.asked, len(document.sentences))


def _row(
    system: str, scores: Sequence[Rouge], differences: Sequence[float], cost_ms: float
) -> str:
    r1, r2, rl = (100 * fmean(column) for column in zip(*scores, strict=True))
    low, high = interval(differences)
    halves = f"{fmean(differences[::2]):+5.1f} {fmean(differences[1::2]):+5.1f}"
    difference = f"{fmean(differences):+6.2f} [{low:+.1f}, {high:+.1f}]"
    return f"{system:12} {r1:5.1f} {r2:5.1f} {rl:5.1f} {difference:>21} {halves} {cost_ms:7.1f} ms"
