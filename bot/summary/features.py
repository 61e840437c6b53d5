"""What can be told of a sentence without understanding it. Pure, and linear in the words."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.models import LanguageCode, Sentence
from bot.text.stopwords import leaning_words, stop_words
from bot.text.words import words

TERM_CHARS = 5
"""Forms of a word are joined by its first letters: for choosing sentences inside one article
that measures no worse than stems (benchmarks/summary.py) and costs a tenth of them."""

POSITION_DECAY = 3.0  # sentences after which a place counts e times less; 2 to 4 measure alike
FULL_LENGTH_WORDS = 18  # a longer sentence gains nothing; those of news have 15 to 25
FULL_EXTENT_WORDS = 50  # where long is good in itself: few sentences are longer
FRAGMENT_WORDS = 8  # a shorter sentence seldom stands alone
OPENING_WORDS = 4  # «Алматылықтар жер сілкінісін сезді.» may open an article, "By." does not

_CLOSING = "\"'”’»“)]} \t\n\u00a0"
_FINAL = (".", "!", "?", "…", "。", "！", "？", "۔", "؟", "।", "։")
_DIRECTED_QUOTE = re.compile("[«»“”„]")  # „…“ of German opens with the first
_QUOTED = re.compile('["«»“”„]')
_QUESTION = ("?", "？", "؟")
_QUOTING = ('"', "“", "„", "«", "'", "‘", "—", "–", "-")

_SPEAKING = {  # Kazakh «мен» is "and" far more often than "I"
    "de": "ich wir mich mir uns mein meine unser unsere",
    "en": "i i'm i've i'll i'd we we're we've we'll we'd me my us our",
    "es": "yo nosotros me mi mis nos nuestro nuestra nuestros nuestras",
    "fr": "je j'ai j'avais j'étais nous mon ma mes notre nos moi",
    "kk": "біз біздің бізге бізді менің маған мені",
    "ky": "мен биз биздин бизге бизди менин мага мени",
    "ru": "я мы мне нам меня нас мой моя мои наш наша наше наши",
    "tr": "ben biz bana bize benim bizim beni bizi",
    "uk": "я ми мені нам мене нас мій моя мої наш наша наше наші",
    "uz": "men biz menga bizga mening bizning meni bizni",
}
_ADDRESSING = {  # German is left out: «ihre» is "your", "her" and "their"
    "en": "you you're you've you'll you'd your yours please",
    "es": "usted ustedes",
    "fr": "vous votre vos",
    "kk": "сіз сіздің сізге сізді сізден сіздер сіздерге сіздерді",
    "ky": "сиз сиздин сизге сизди сизден сиздер сиздерге",
    "ru": "вы вам вас вами ваш ваша ваше ваши вашу вашей вашего вашему вашим ваших пожалуйста",
    "tr": "siz size sizi sizin sizden sizlere lütfen",
    "uk": "ви вам вас вами ваш ваша ваше ваші вашу вашої вашого ваших",
    "uz": "siz sizga sizni sizning sizdan sizlar",
}
_ADDRESSING_ENDINGS = {  # of the polite imperative: «жазылыңыз», «подпишитесь»; not «теңіз»
    "kk": ("ыңыз", "іңіз"),
    "ky": ("ыңыз", "иңиз", "уңуз", "үңүз"),
    "ru": ("йтесь", "итесь"),
    "uz": ("ingiz",),
}

_NONE: frozenset[str] = frozenset()
_SPEAKING_WORDS = {language: frozenset(table.split()) for language, table in _SPEAKING.items()}
_ADDRESSING_WORDS = {language: frozenset(table.split()) for language, table in _ADDRESSING.items()}

Vector = Mapping[str, float]
"""A sentence as weighted terms; its length is 1, or 0 without terms."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a sentence shows by itself.

    *anaphora*: it leans on the sentence before by its first word, or ends the quotation that
    began there; *voice*: somebody speaks of himself in it: a remark rather than the report;
    *address*: the reader is spoken to, as by the page rather than by the article.
    """

    length: float
    extent: float
    whole: bool
    fragment: bool
    quotation: bool
    anaphora: bool
    question: bool
    voice: bool
    address: bool


@dataclass(frozen=True, slots=True)
class Features:
    """What a sentence is in its article; numbers lie between 0 and 1.

    *opening* is the first whole sentence that does not speak to the reader, nor is a teaser;
    *position* falls with every whole sentence before; *repeated* comes again further on;
    *centrality* is the likeness to all that follows, *coverage* the amount of vocabulary
    that other sentences repeat, both relative to the best sentence.
    """

    opening: bool
    position: float
    paragraph_start: bool
    repeated: bool
    centrality: float
    coverage: float
    form: Form


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the ranker sees it: item *i* of each belongs to sentence *i*.

    *wordings* are the words alone, or the text where there are none: equal if repeated.
    """

    features: tuple[Features, ...]
    vectors: tuple[Vector, ...]
    wordings: tuple[str, ...]

    def first_terms(self, index: int, count: int) -> list[str]:
        """Return the terms among the first *count* words of a sentence."""
        found = self.wordings[index].split(" ", count)[:count]
        return [word[:TERM_CHARS] for word in found if word[:TERM_CHARS] in self.vectors[index]]


@dataclass(frozen=True, slots=True)
class _Pronouns:
    """The words of a language that tell who speaks, and to whom."""

    leaning: frozenset[str]
    speaking: frozenset[str]
    addressing: frozenset[str]
    addressing_endings: tuple[str, ...]

    @classmethod
    def of(cls, language: LanguageCode | None) -> "_Pronouns":
        code = language or ""
        return cls(
            leaning_words(language),
            _SPEAKING_WORDS.get(code, _NONE),
            _ADDRESSING_WORDS.get(code, _NONE),
            _ADDRESSING_ENDINGS.get(code, ()),
        )

    def address(self, found: Sequence[str]) -> bool:
        endings = self.addressing_endings
        return not self.addressing.isdisjoint(found) or any(w.endswith(endings) for w in found)


def read(sentences: Sequence[Sentence], language: LanguageCode | None) -> Reading:
    """Split every sentence into words, once, and measure it."""
    tokens = [words(sentence.text) for sentence in sentences]
    wordings = tuple(" ".join(w) or s.text for s, w in zip(sentences, tokens, strict=True))
    bags = [
        () if is_copy else _terms(found, language)
        for found, is_copy in zip(tokens, _copies(wordings), strict=True)
    ]
    vectors = _vectors(bags)
    pronouns = _Pronouns.of(language)
    forms = [_form(s.text, found, pronouns) for s, found in zip(sentences, tokens, strict=True)]
    columns = zip(
        _openings(sentences, forms),
        _positions(forms),
        _paragraph_starts(sentences),
        _copies(wordings[::-1])[::-1],
        _relative(_centralities(vectors)),
        _relative(_coverages(bags)),
        forms,
        strict=True,
    )
    return Reading(
        features=tuple(Features(*column) for column in columns),
        vectors=tuple(vectors),
        wordings=wordings,
    )


def _copies(wordings: Sequence[str]) -> list[bool]:
    """Tell which sentences were there before: a promotion gains no weight by coming twice."""
    first: dict[str, int] = {}
    return [first.setdefault(wording, index) != index for index, wording in enumerate(wordings)]


def _form(text: str, found: Sequence[str], pronouns: _Pronouns) -> Form:
    end = text.rstrip(_CLOSING)
    return Form(
        length=min(1.0, len(found) / FULL_LENGTH_WORDS),
        extent=min(1.0, len(found) / FULL_EXTENT_WORDS),
        whole=len(found) >= OPENING_WORDS and end.endswith(_FINAL) and not _is_byline(text, found),
        fragment=len(found) < FRAGMENT_WORDS,
        quotation=text.startswith(_QUOTING),
        anaphora=(bool(found) and found[0] in pronouns.leaning) or _is_inside_quotation(text),
        question=end.endswith(_QUESTION),
        voice=not pronouns.speaking.isdisjoint(found),
        address=pronouns.address(found) and _QUOTED.search(text) is None,
    )


def _is_byline(text: str, found: Sequence[str]) -> bool:
    """Short and in capitals throughout: "Daily Mail Reporter Tom Smith."."""
    return len(found) < FRAGMENT_WORDS and not any(part[0].islower() for part in text.split())


def _is_inside_quotation(text: str) -> bool:
    """Tell «Бұл да болды», — деді ол: its first quotation mark is a closing one."""
    mark = _DIRECTED_QUOTE.search(text)
    return mark is not None and mark.group() in "»”"


def _openings(sentences: Sequence[Sentence], forms: Sequence[Form]) -> Iterator[bool]:
    lines = Counter(sentence.paragraph for sentence in sentences)
    waiting = True
    for sentence, form in zip(sentences, forms, strict=True):
        opens = waiting and form.whole and not form.address
        if opens and lines[sentence.paragraph] == 1:
            opens = not _is_teaser(sentence.text, form)
        yield opens
        waiting = waiting and not opens


def _is_teaser(text: str, form: Form) -> bool:
    """Tell what a page may print above the article as a line of its own."""
    unsettled = form.anaphora or form.question or text.endswith(("...", "…"))
    return unsettled and not form.quotation


def _positions(forms: Sequence[Form]) -> Iterator[float]:
    before = 0
    for form in forms:
        yield math.exp(-before / POSITION_DECAY)
        before += form.whole


def _paragraph_starts(sentences: Sequence[Sentence]) -> Iterator[bool]:
    last = None
    for sentence in sentences:
        yield sentence.paragraph != last
        last = sentence.paragraph


def _terms(found: Sequence[str], language: LanguageCode | None) -> tuple[str, ...]:
    stops = stop_words(language)
    return tuple(
        word[:TERM_CHARS]
        for word in found
        if word not in stops and (len(word) > 1 or word.isdigit())
    )


def _vectors(bags: Sequence[Sequence[str]]) -> list[Vector]:
    """Weigh terms by how often the sentence, and how seldom others, have them."""
    spread = Counter(term for bag in bags for term in set(bag))
    rarity = {term: math.log1p(len(bags) / count) for term, count in spread.items()}
    return [_unit({term: n * rarity[term] for term, n in Counter(bag).items()}) for bag in bags]


def _unit(weights: Mapping[str, float]) -> Vector:
    length = math.hypot(*weights.values()) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _centralities(vectors: Sequence[Vector]) -> list[float]:
    """Likeness of each to the sum of those after it: one pass from the end."""
    later: defaultdict[str, float] = defaultdict(float)
    found = []
    for vector in reversed(vectors):
        found.append(sum(weight * later.get(term, 0.0) for term, weight in vector.items()))
        for term, weight in vector.items():
            later[term] += weight
    return found[::-1]


def _coverages(bags: Sequence[Sequence[str]]) -> list[float]:
    spread = Counter(term for bag in bags for term in set(bag))
    return [float(sum(spread[term] - 1 for term in set(bag))) for bag in bags]


def _relative(values: Sequence[float]) -> list[float]:
    best = max(values, default=0.0) or 1.0
    return [value / best for value in values]
