"""One spelling for a word of everyday talk, whatever letters it was typed in. Pure.

Kazakh is typed without its own letters, in Latin ones, or with Russian words in between;
Russian and English share loans with it. A skeleton is what is left when letters that are
typed for one another are one letter: «мектеп», "mektep"; «жоқ», «жок», "zhok", "joq".
It is for comparing only, never for showing.
"""

import re
from functools import lru_cache

from bot.core.models import LanguageCode
from bot.text.stems import stem

CACHED_WORDS = 50_000  # some 6 MB; a hundred thousand messages have about as many words
LONG_CHARS = 10  # of a Russian or English word: no ending of it reaches into STEM_CHARS
STEM_CHARS = 6  # of a skeleton: endings that no list of endings knows are behind them

_KAZAKH, _ENGLISH = map(LanguageCode, ("kk", "en"))

SAFE_CHARS = 4  # of a stem; shorter ones lose a case and no more

_CASE = re.compile(
    "(?<=..)(?:[дтн][ыі]ң?|[дтн][ае]н?|[ғқ]а|[гк]е|с[ыі]з|[мбп]ен|[лдт][ае]р|с?[ыі]|с[ыі]н[дн]?[ае]?)$"
)
_VOICELESS = {"г": "к", "ғ": "қ", "б": "п"}  # «көліг-і» is of «көлік», «кітаб-ы» of «кітап»
_KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_DOUBLED = re.compile(r"(.)\1+")
_FIRST_VOWEL = re.compile("[аеиоуыэюя]")
_GERUND = re.compile("(?:(?<=[ая])(?:вшись|вши|в)|ившись|ивши|ив|ывшись|ывши|ыв)$")
_REFLEXIVE = re.compile("с[яь]$")
_ADJECTIVE = re.compile(
    "(?:ивш|ывш|ующ|(?<=[ая])(?:ем|нн|вш|ющ|щ))?"
    "(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$"
)
_VERB = re.compile(
    "(?:(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно)"
    "|ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить"
    "|ыть|ишь|ую|ю)$"
)
_NOUN = re.compile(
    "(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья"
    "|[аеийоуыьюя])$"
)
_LAST = re.compile("(?:ейше?$)|ь$|(?<=н)н$")
_GROUPS = re.compile("shch|sch|sh|ch|zh|kh|gh|ng|ts|ya|ia|yu|iu|yo|io|ck|ph|ee|oo|x")
_READ_AS = {
    "shch": "ш",
    "sch": "ш",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "ng": "н",
    "ts": "ц",
    "ya": "а",
    "ia": "а",
    "yu": "у",
    "iu": "у",
    "yo": "о",
    "io": "о",
    "ck": "к",
    "ph": "ф",
    "ee": "и",
    "oo": "у",
    "x": "кс",
}
_ONE = str.maketrans(
    dict(zip("әғқңөұүһіыйёэяющ", "агкноуухиииоеауш", strict=True))
    | dict(zip("abcdefghijklmnopqrstuvwyz", "абкдефгхижклмнопкрстуввиз", strict=True))
    | dict(zip("äğıñöşūüáǵńóúýéçβ", "агиношууагноуиечб", strict=True))
    | {"ь": None, "ъ": None, "'": None, "-": None}
)


@lru_cache(maxsize=CACHED_WORDS)
def skeleton(word: str) -> str:
    """Return *word* (lower case) with letters that are typed for one another made one."""
    if word.isascii():
        word = _GROUPS.sub(lambda match: _READ_AS[match[0]], word)
    return _DOUBLED.sub(r"\1", word.translate(_ONE))


def _russian(word: str) -> str:
    """Return what Snowball's algorithm for Russian returns, but for «-ость», ten times as fast.

    Half of the time of a large digest would go into it.
    """
    vowel = _FIRST_VOWEL.search(word := word.replace("ё", "е"))
    if vowel is None:
        return word
    head, rest = word[: vowel.end()], word[vowel.end() :]
    cut, found = _GERUND.subn("", rest)
    if not found:
        rest = _REFLEXIVE.sub("", rest)
        for ending in (_ADJECTIVE, _VERB, _NOUN):
            cut, found = ending.subn("", rest)
            if found:
                break
    return head + _LAST.sub("", cut.removesuffix("и"))


def writes_kazakh(text: str) -> bool:
    """Whether *text* has a letter that Russian has not."""
    return not _KAZAKH_LETTERS.isdisjoint(text)


@lru_cache(maxsize=CACHED_WORDS)
def root(word: str, *, kazakh: bool) -> str:
    """Return the skeleton of what the forms of *word* (lower case) share.

    Args:
        word: As bot.text.words gives it.
        kazakh: Whether the words around it are; its own letters come first.
    """
    is_kazakh = kazakh or writes_kazakh(word)
    if not is_kazakh and len(word) >= LONG_CHARS:
        return skeleton(word)[:STEM_CHARS]
    if not is_kazakh:
        return skeleton(stem(word, _ENGLISH) if word.isascii() else _russian(word))[:STEM_CHARS]
    cut = stem(word, _KAZAKH)
    if len(cut) < SAFE_CHARS < len(word) + 1:  # «ақ-ша» and «ыс-тық» were cut too short
        cut = _CASE.sub("", word)
    return skeleton(cut[:-1] + _VOICELESS.get(cut[-1], cut[-1]))[:STEM_CHARS]
