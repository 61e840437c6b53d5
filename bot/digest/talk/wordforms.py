"""How much a written word looks like a noun without endings: by the ends of words alone. Pure.

It is for choosing among words that people wrote. Where a noun happens to end like a form it is
taken for one, and another word is preferred; nothing worse comes of it.
"""

import re

from bot.digest.talk.skeleton import writes_kazakh

NOUN, PLURAL, POSSESSED, CASE, OTHER = 1.0, 0.8, 0.6, 0.3, 0.05
"""A noun as it stands in a dictionary, several, somebody's, in a case; a verb or an adjective."""

MIN_STEM_CHARS = 2

_HARD = "пфктқсшщчцхһ"
_VOWELS = "аәеёиіоөуұүыэюя"

Endings = tuple[tuple[float, re.Pattern[str]], ...]


def _endings(*options: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(options)})$")


_RUSSIAN_VERBS = (
    "ся", "[аоиеу]сь", "[аяиеыу]ть", "[аяи]ют", "[аяуи]ет", "[еи]шь", "[еий]те", "вши",
    "[яиеыу]л", "(?<![ин])ал", "[аяиеыу]л[аио]",
    "[зскг]л[аио]", "ят", "аю", "яю", "ую", "(?<![дмз])ит", "уй",
)  # fmt: skip
_RUSSIAN_ADJECTIVES = (
    "ый", "[нкстшщжч]ий", "ая", "яя", "ое", "[шщ]ее", "ые", "[кгхшщж]ие", "ого", "его", "ому",
    "ему", "ых", "их", "ыми", "ими",
)  # fmt: skip
_KAZAKH_VERBS = (
    "[лрд][ае]п", "[ыі]п", "[ғқ]ан(?:да|д[ае]р|ы)?[а-яіңғқ]{0,4}",
    "[гк]ен(?:де|д[ае]р|і)?[а-яіңғқ]{0,4}",
    "атын", "етін", "йт[ыі]н", "ад[ыі]", "ед[ыі]", "йд[ыі]", "[аеый][йі]?[ыі]қ", "ейік", "мал[ыі]",
    "мел[ыі]", "м[ае][йу]", "мас[ыі]н", "мес[ыі]н", "м[ыі]н", "с[ыі]ң", "[аерпқ]м[ыі]з",
    "[дт][ыі][мңқк]", "[ыі]ң[ыі]з", "са[мң]", "се[мң]", "[ғқ]алы", "[гк]елі", "[аеыі][лн]д[ыі]",
)  # fmt: skip
_KAZAKH_QUALITIES = (
    "[дт][ае][ғг][ыі]", "[ғқ]ы", "[гк]і", "р[ае][қк]", "[дт][ае]й", "с[ыі]з", "л[ыі]",
)  # fmt: skip
_KAZAKH_CASES = (
    f"(?<![{_HARD}])(?:ғ[ае]|г[ае]|д[ае]н?)", f"(?<=[{_HARD}])(?:[қк][ае]|т[ае]н?|т[ыі]ң?|пен)",
    "(?<=[мнң])[нд][ае]н", f"(?<=[{_VOWELS}])н[ыі]", "н[ыі]ң", f"(?<![{_HARD}{_VOWELS}])д[ыі]ң?",
    f"(?<![{_HARD}])[мб]ен", "(?<=[ыі])н[ае]?", "(?<=[ыі])нд[ае]н?",
)  # fmt: skip
_KAZAKH_POSSESSED = (
    f"(?<=[{_VOWELS}])с[ыі]", f"(?<![{_VOWELS}])[ыі]", "[ыі][мң]", "(?<=[аеәо])[мң]", "м[ыі]з",
)  # fmt: skip

_KAZAKH: Endings = (
    (OTHER, _endings(*_KAZAKH_VERBS, *_KAZAKH_QUALITIES)),
    (CASE, _endings(*_KAZAKH_CASES)),
    (POSSESSED, _endings(*_KAZAKH_POSSESSED)),
    (PLURAL, _endings("[лдт][ае]р")),
)
_RUSSIAN: Endings = (
    (OTHER, _endings(*_RUSSIAN_VERBS, *_RUSSIAN_ADJECTIVES)),
    (
        CASE,
        _endings("[ую]", "о[йм]", "[^ч]ей", "[её]м", "[ая]м", "[ая]ми", "[ая]х", "[оеё]в", "ии"),
    ),
    (CASE, _endings("ай", "(?<![иьйо])е")),
    (PLURAL, _endings("[ыиа]")),
)
_RUSSIAN_IN_KAZAKH: Endings = (
    (OTHER, _endings("л[ои]сь", "лась", "[еи]тесь", "[тмш]ь?ся", *_RUSSIAN_ADJECTIVES)),
)
_ENGLISH: Endings = (
    (OTHER, _endings("ed", "ing", "ly", "ful", "ous", "able", "ible", "ish", "less")),
    (PLURAL, _endings("[^suio]s")),
)


def nounness(word: str, *, kazakh: bool, is_base: bool = False) -> float:
    """Return how much *word* (lower case) is like a noun without endings, at most 1.

    Args:
        word: As it was written.
        kazakh: Whether the words around it are.
        is_base: Whether others were written that are this one with more at its end.
    """
    for value, endings in _tables(word, kazakh=kazakh):
        if endings.search(word, MIN_STEM_CHARS):
            return max(value, POSSESSED) if is_base else value
    return NOUN


def _tables(word: str, *, kazakh: bool) -> Endings:
    if word.isascii():
        return _ENGLISH
    if not kazakh:
        return _RUSSIAN
    return _KAZAKH if writes_kazakh(word) else _RUSSIAN_IN_KAZAKH + _KAZAKH
