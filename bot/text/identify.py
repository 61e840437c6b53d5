"""Which language a text is in: a sentence, a chat line or a whole article.

Three witnesses are added up. The alphabet: letters a language does not have speak against
it. py3langid: a likelihood for every language. pycld2: a vote for one. The sum beats each
of them at every length; ``benchmarks/langid.py`` measures it.

Neither library knows Kazakh in Latin letters. But py3langid finds its kin there (Crimean
Tatar, Turkmen), and pycld2 knows it once it is read back into Cyrillic. Russian likewise.
Turkmen itself is told from it by its own letters and small words.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.core.models import Identified, LanguageCode, Script
from bot.text.alphabets import (
    ALPHABETS,
    GREETINGS,
    KAZAKH_ARABIC,
    KAZAKH_ARABIC_ONLY,
    KAZAKH_LATIN,
    LOOKALIKES,
    PROOF_LETTERS,
    RUSSIAN_FROM_KAZAKH,
    RUSSIAN_LATIN,
    TATAR_LATIN,
    TURKMEN,
    TURKMEN_ONLY,
)
from bot.text.kazakh.latin import read_letters
from bot.text.scripts import letters_of, script_of

MIN_LETTERS = 2
HEAD_CHARS = 3_000  # read from the start of a long text
MIDDLE_CHARS = 1_000  # and from its middle: an article may open in another language

# Weights: natural logarithms of py3langid over the root of the text's bytes, a scale on which
# its certainty does not depend on length. Chosen together on the set of benchmarks/langid.py.
VOTE = 2.0
GREETING = 3.0
ALIEN_LETTERS = 100.0  # for a text of nothing but letters the language has not
LEAST = -1_000.0  # py3langid's value for "no feature seen" would drown every other witness
RARE = 0.5  # against Kazakh in Latin letters
RARER = 1.0  # against Russian, Tatar and Turkmen in them
UNSURE = 0.1  # a lead so small that there is no answer
NARROW = 0.8  # a lead so small that on a short text the reader's own language wins
SHORT_LETTERS = 30

MIN_LETTERS_FOREIGN = 18  # fewer do not prove a language unknown here
MAX_ALIEN_SHARE_ARABIC = 0.03  # of letters that Kazakh does not use: names, misprints
MIN_KANA_SHARE = 0.05  # Japanese with less kana than that is read as Chinese

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[@#]\w+")
_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
_MARKS = re.compile("['’`ʻʼ -]")
_FRONT_DOTLESS = re.compile(r"[eiöü][^\Waeioöuüäı]{0,4}ı|ı[^\Waeioöuüäı]{0,4}[eöü]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A language in one script; *kin* are the py3langid labels that speak for it.

    *reading* turns the text into what pycld2 knows the language by.
    """

    language: LanguageCode
    alphabet: frozenset[str]
    kin: tuple[str, ...]
    reading: Callable[[str], str] = str
    handicap: float = 0.0


def _russian(words: str) -> str:
    return read_letters(words).translate(RUSSIAN_FROM_KAZAKH)


def _native(*codes: str) -> tuple[_Candidate, ...]:
    return tuple(
        _Candidate(LanguageCode(code), ALPHABETS[LanguageCode(code)], (code,)) for code in codes
    )


_RU, _KK, _TT, _TK, _TR, _AR = map(LanguageCode, ("ru", "kk", "tt", "tk", "tr", "ar"))
_NOT_OFFERED = frozenset({_TK})  # so near to an offered language that it must compete with it
_KAZAKH_KIN = ("crh", "tk")
_SLAVIC_KIN = ("hr", "sk", "cs", "sr", "sl")

_CANDIDATES = {
    Script.CYRILLIC: _native("ba", "be", "bg", "kk", "ky", "ru", "tt", "uk"),
    Script.LATIN: (
        *_native("az", "de", "en", "es", "fr", "it", "pl", "pt", "tr", "uz"),
        _Candidate(_KK, KAZAKH_LATIN, _KAZAKH_KIN, read_letters, RARE),
        _Candidate(_RU, RUSSIAN_LATIN, _SLAVIC_KIN, _russian, RARER),
        _Candidate(_TT, TATAR_LATIN, ("crh",), str, RARER),
        _Candidate(_TK, TURKMEN, ("tk",), str, RARER),
    ),
}

_FOREIGN = tuple(
    code
    for codes in (
        "af ca cs da eo et fi hr hu id la lt lv ms nl no ro sk sl so sq sv sw vi",  # Latin
        "mk mn sr tg",  # Cyrillic
    )
    for code in codes.split()
)
"""Languages not offered here; if none spoke for them, their texts would pass for known ones."""


def identify(text: str, prior: LanguageCode | None = None) -> Identified:
    """Say what *text* is written in; no language rather than a guess when unsure.

    Args:
        text: Of any length; of a long one a head and a piece from the middle are read.
        prior: The reader's own language; decides between near equals on a short text.
    """
    words = _words(_sample(text))
    script = script_of(words)
    if len(_MARKS.sub("", words)) < MIN_LETTERS:
        return Identified(None, script)
    if script is Script.OTHER:
        return Identified(_east_asian(words), script)
    if script is Script.ARABIC:
        return Identified(_arabic(words), script)
    return Identified(_alphabetic(_without_lookalikes(words), script, prior), script)


def _sample(text: str) -> str:
    if len(text) <= HEAD_CHARS + MIDDLE_CHARS:
        return text
    middle = max(len(text) // 2, HEAD_CHARS)
    return f"{text[:HEAD_CHARS]} {text[middle : middle + MIDDLE_CHARS]}"


def _words(text: str) -> str:
    """Words in small letters, with neither addresses nor what the libraries choke on."""
    composed = unicodedata.normalize("NFC", text).replace("İ", "i").lower()
    return " ".join(_WORD.findall(_ADDRESS.sub(" ", composed)))


def _without_lookalikes(words: str) -> str:
    if script_of(words) is not Script.CYRILLIC or not letters_of(words, Script.LATIN):
        return words
    return " ".join(
        word.translate(LOOKALIKES) if script_of(word) is Script.CYRILLIC else word
        for word in words.split()
    )


def _alphabetic(words: str, script: Script, prior: LanguageCode | None) -> LanguageCode | None:
    letters = Counter(letters_of(words, script))
    likelihoods = _likelihoods(words)
    candidates = [each for each in _CANDIDATES[script] if _is_proven(each, letters)]
    if _is_kazakh_harmony(words):
        candidates = [each for each in candidates if each.language != _TR]
    readings = {each.reading: each.reading(words) for each in candidates}
    witnesses = {reading: _listen(text) for reading, text in readings.items()}
    if letters.total() >= MIN_LETTERS_FOREIGN and _is_foreign(witnesses[str].vote, likelihoods):
        return None
    scores = {
        each.language: _score(each, letters, likelihoods, witnesses[each.reading])
        for each in candidates
    }
    return _winner(scores, prior if letters.total() < SHORT_LETTERS else None)


def _is_proven(candidate: _Candidate, letters: Counter[str]) -> bool:
    if candidate.language in _NOT_OFFERED:
        return letters.total() >= MIN_LETTERS_FOREIGN or not TURKMEN_ONLY.isdisjoint(letters)
    proof = PROOF_LETTERS.get(candidate.language)
    return proof is None or not proof.isdisjoint(letters)


def _is_kazakh_harmony(words: str) -> bool:
    """Whether ı mostly stands beside front vowels, as Kazakh has it and Turkish never does."""
    dotless = [word for word in words.split() if "ı" in word]
    return 2 * sum(_FRONT_DOTLESS.search(word) is not None for word in dotless) > len(dotless)


@dataclass(frozen=True, slots=True)
class _Witness:
    """A text as one script's languages would have it: its words, and pycld2's vote on it."""

    words: frozenset[str]
    vote: str | None


def _listen(words: str) -> _Witness:
    return _Witness(frozenset(words.split()), _vote(words))


def _is_foreign(vote: str | None, likelihoods: Mapping[str, float]) -> bool:
    """Both libraries name the same language, and it is none of ours."""
    return vote in _FOREIGN and vote == max(likelihoods, key=lambda label: likelihoods[label])


def _score(
    candidate: _Candidate,
    letters: Counter[str],
    likelihoods: Mapping[str, float],
    witness: _Witness,
) -> float:
    greetings = GREETINGS.get(candidate.language, frozenset())
    return (
        max(likelihoods[label] for label in candidate.kin)
        + VOTE * (witness.vote == candidate.language)
        + GREETING * (not greetings.isdisjoint(witness.words))
        - ALIEN_LETTERS * _alien_share(letters, candidate.alphabet)
        - candidate.handicap
    )


def _alien_share(letters: Counter[str], alphabet: frozenset[str]) -> float:
    alien = sum(count for letter, count in letters.items() if letter not in alphabet)
    return alien / letters.total()


def _winner(
    scores: Mapping[LanguageCode, float], prior: LanguageCode | None
) -> LanguageCode | None:
    best, second = sorted(scores, key=lambda language: scores[language], reverse=True)[:2]
    if prior and scores[best] - scores.get(prior, -math.inf) < NARROW:
        return prior
    if best in _NOT_OFFERED or scores[best] - scores[second] < UNSURE:
        return None
    return best


def _east_asian(words: str) -> LanguageCode | None:
    """Chinese, Japanese and Korean show in the characters themselves."""
    hangul, kana, han = (len(signs.findall(words)) for signs in (_HANGUL, _KANA, _HAN))
    if hangul + kana + han < len(_MARKS.sub("", words)) / 2:
        return None
    if hangul > kana + han:
        return LanguageCode("ko")
    return LanguageCode("ja" if kana > MIN_KANA_SHARE * (kana + han) else "zh")


def _arabic(words: str) -> LanguageCode | None:
    letters = Counter(letters_of(words, Script.ARABIC))
    fits = _alien_share(letters, KAZAKH_ARABIC) <= MAX_ALIEN_SHARE_ARABIC
    if fits and not KAZAKH_ARABIC_ONLY.isdisjoint(letters):
        return _KK
    vote = _vote(words)
    return LanguageCode(vote) if vote in {_KK, _AR} else None


def _likelihoods(words: str) -> dict[str, float]:
    """Logarithms by py3langid label, on a scale that does not depend on length."""
    scale = math.sqrt(len(words.encode()))
    return {label: max(score / scale, LEAST) for label, score in _model().rank(words)}


@cache
def _model() -> Any:
    """An identifier of our own: the library's shared one may be set to other languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - 0.7 s, 90 MB

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    kin = {label for script in _CANDIDATES.values() for each in script for label in each.kin}
    model.set_languages(sorted(kin.union(_FOREIGN)))
    return model


def _vote(words: str) -> str | None:
    import pycld2  # noqa: PLC0415 - a start without text to identify does without it

    reliable, _, details = pycld2.detect(words, isPlainText=True, bestEffort=True)
    return details[0][1] if reliable else None
