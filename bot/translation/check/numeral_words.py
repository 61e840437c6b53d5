"""Words for numbers in English, Russian and Kazakh, with their inflections.

Each language has words of a value below a hundred and tens, words for a hundred, and
scales; an ordinal counts like its cardinal.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode

MAX_WORD = 30  # letters; longer ones are no numerals
CACHED_WORDS = 20_000  # a few MB: an article repeats its words

_EN = {
    0: "zero nil", 1: "one first once single sole", 2: "two second twice both pair couple double",
    3: "three third thrice triple", 4: "four fourth quadruple", 5: "five fifth", 6: "six sixth",
    7: "seven seventh", 8: "eight eighth", 9: "nine ninth", 10: "ten tenth decade",
    11: "eleven eleventh", 12: "twelve twelfth dozen noon midday", 13: "thirteen thirteenth",
    14: "fourteen fourteenth fortnight", 15: "fifteen fifteenth", 16: "sixteen sixteenth",
    17: "seventeen seventeenth", 18: "eighteen eighteenth", 19: "nineteen nineteenth",
    20: "twenty twentieth", 30: "thirty thirtieth", 40: "forty fortieth", 50: "fifty fiftieth",
    60: "sixty sixtieth", 70: "seventy seventieth", 80: "eighty eightieth",
    90: "ninety ninetieth", 100: "hundred hundredth", 1_000: "thousand thousandth k",
    10**6: "million millionth millionaire m mn mln mio",
    10**9: "billion billionth billionaire bn b",
    10**12: "trillion trillionth tn trn", 0.5: "half", 0.25: "quarter",
}  # fmt: skip

_RU = {
    0: r"нол[ьяюе]м?|нул[ьяюе]м?|нулев\w+", 1: r"од(?:ин|н(?:а|о|у|и|ой|их|им|ими|ого|ому|ом))"
    r"|перв\w{2,3}|раз|однажды|единственн\w+|впервые",
    2: r"дв(?:а|е|ух|ум|умя|ое|оих|оим|оими|ойн\w+|ажды)|втор(?:ой|ого|ому|ым|ом|ая|ую|ое|ые|ых"
    r"|ыми)|об(?:а|е|оих|оим|еих|еим|оими|еими)|пар[аыуе]|парой|вдво[её]м?|удво\w+|во-вторых",
    3: r"тр(?:и|[её]х|[её]м|емя|ое|оих|оим|оими|ойн\w+|ижды)|трет(?:ий|ь\w+)|втро[её]м?|утро\w+",
    4: r"четыр(?:е|[её]х|[её]м|ьмя)|четверо|четверых|четверть?(?:ю|и)?|четв[её]рт\w{2,3}|вчетверо",
    5: r"пят(?:ь|и|ью|еро|ерых)|пят(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми)",
    6: r"шест(?:ь|и|ью|еро|ерых)|шест(?:ой|ого|ому|ым|ом|ая|ую|ое|ые|ых|ыми)",
    7: r"сем(?:ь|и|ью|еро|ерых)|седьм\w{2,3}", 8: r"вос(?:емь|ьми|емью|ьмью|ьмеро)|восьм\w{2,3}",
    9: r"девят(?:ь|и|ью|еро)|девят(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми)",
    10: r"десят(?:ь|и|ью|еро|к\w{1,3}|ок)|десят(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми)"
    r"|десятилет\w+", 12: r"двенадцат\w{1,3}|дюжин\w{0,3}|полдень|полудня",
    11: r"одиннадцат\w{1,3}", 13: r"тринадцат\w{1,3}", 14: r"четырнадцат\w{1,3}",
    15: r"пятнадцат\w{1,3}", 16: r"шестнадцат\w{1,3}", 17: r"семнадцат\w{1,3}",
    18: r"восемнадцат\w{1,3}", 19: r"девятнадцат\w{1,3}", 20: r"двадцат\w{1,3}",
    30: r"тридцат\w{1,3}", 40: r"сорок[ау]?|сороков\w{2,3}", 50: r"пят(?:ь|и|ью)десят\w{0,3}",
    60: r"шест(?:ь|и|ью)десят\w{0,3}", 70: r"сем(?:ь|и|ью)десят\w{0,3}",
    80: r"вос(?:емь|ьми)десят\w{0,3}", 90: r"девяност\w{1,3}",
    100: r"ст[оа]|сот(?:ня|ни|ен|ню|ням|нями|нях|ый|ого|ой|ая)|столети\w{1,3}",
    200: r"двести|двухсот\w{0,3}|двумстам", 300: r"триста|тр[её]хсот\w{0,3}",
    400: r"четыреста|четыр[её]хсот\w{0,3}", 500: r"пят(?:ь|и)сот\w{0,3}",
    600: r"шест(?:ь|и)сот\w{0,3}", 700: r"сем(?:ь|и)сот\w{0,3}", 800: r"вос(?:емь|ьми)сот\w{0,3}",
    900: r"девят(?:ь|и)сот\w{0,3}", 1_000: r"тысяч\w{0,3}|тыс|тысячелети\w{1,3}|т",
    10**6: r"миллион\w{0,4}|млн", 10**9: r"миллиард\w{0,4}|млрд", 10**12: r"триллион\w{0,4}|трлн",
    0.5: r"половин\w{1,3}|пол|наполовину|полгода|полчаса|полугод\w+", 1.5: r"полтор[аы]|полутора",
}  # fmt: skip
_RU_PREFIXES = {
    2: "двух дву", 3: "трех трёх", 4: "четырех четырёх", 5: "пяти", 6: "шести", 7: "семи",
    8: "восьми", 9: "девяти", 10: "десяти", 11: "одиннадцати", 12: "двенадцати",
    13: "тринадцати", 14: "четырнадцати", 15: "пятнадцати", 16: "шестнадцати",
    17: "семнадцати", 18: "восемнадцати", 19: "девятнадцати", 20: "двадцати", 30: "тридцати",
    40: "сорока", 50: "пятидесяти", 60: "шестидесяти", 70: "семидесяти", 80: "восьмидесяти",
    90: "девяносто", 0.5: "полу",
}  # fmt: skip

_KK = {
    0: "нөл нол", 1: "бір бірін алғаш тұңғыш бас жалғыз бірде", 2: "екі егіз қос жұп екін",
    3: "үш", 4: "төрт", 5: "бес", 6: "алты", 7: "жеті", 8: "сегіз", 9: "тоғыз",
    10: "он онжылдық", 20: "жиырма", 30: "отыз", 40: "қырық", 50: "елу", 60: "алпыс",
    70: "жетпіс", 80: "сексен", 90: "тоқсан", 100: "жүз жүздеген ғасыр", 1_000: "мың мыңдаған",
    10**6: "миллион млн", 10**9: "миллиард млрд", 10**12: "триллион трлн",
    0.5: "жарты жарым жарт", 0.25: "ширек",
}  # fmt: skip
_KK_ENDING = re.compile(
    r"(?:ы?н?шы|і?н?ші|[ыі]нш[ыі]|[еа]у|[ое]?лап|леп|деген|даған|теген|таған|лаған|леген"
    r"|жылдық|жылдығы|тік|тық|дік|дық|лік|лық)?"
    r"(?:[еа]?уі|[ыі]|с[ыі]|міз|еуміз|еміз)?"
    r"(?:[нс]?[ыі]н|н[ыіе]ң|д[ыі]ң|т[ыі]ң|[ндт][ыі]|[нгғкқ][ае]|н?[дт][ае]н?|нен|нан|[мбп]ен|[дт][ае]й)?"
)
_KK_PRONOUNS = frozenset(["оны", "онда", "онан", "онша", "оның"])  # forms of «ол», not of «он»

SMALL, HUNDRED, SCALE, FRACTION = "small", "hundred", "scale", "fraction"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A word's *value*, and how it joins others: below a hundred, 100, a scale, a fraction."""

    value: float
    kind: str


def _numeral(value: float) -> Numeral:
    if value != int(value):
        return Numeral(value, FRACTION)
    if value < 100:  # noqa: PLR2004 - what the kinds are defined by
        return Numeral(value, SMALL)
    return Numeral(value, HUNDRED if value < 1_000 else SCALE)  # noqa: PLR2004 - likewise


def _english() -> Iterator[tuple[str, float]]:
    for value, forms in _EN.items():
        for form in forms.split():
            yield form, value
            if len(form) > 2:  # noqa: PLR2004 - not of «k», «mn»
                yield f"{form}s", value
    yield from (("sixes", 6), ("twenties", 20), ("thirties", 30), ("forties", 40))
    yield from (("fifties", 50), ("sixties", 60), ("seventies", 70), ("eighties", 80))
    yield from (("nineties", 90), ("centuries", 100), ("century", 100), ("halves", 0.5))


_ENGLISH: Mapping[str, float] = dict(_english())
_RUSSIAN = re.compile("|".join(f"(?P<n{i}>{forms})" for i, forms in enumerate(_RU.values())))
_RUSSIAN_VALUES = tuple(_RU)
_PREFIXES = sorted(
    ((prefix, value) for value, forms in _RU_PREFIXES.items() for prefix in forms.split()),
    key=lambda pair: -len(pair[0]),
)
_MIN_AFTER_PREFIX = 4  # letters: «двухлетний», not «семинар» and «пятичас»
_KAZAKH = sorted(
    ((stem, value) for value, stems in _KK.items() for stem in stems.split()),
    key=lambda pair: -len(pair[0]),
)


def is_counted(language: LanguageCode | None) -> bool:
    """Whether the language's words for numbers are known."""
    return language in _READERS


def numeral(word: str, language: LanguageCode | None) -> Numeral | None:
    """Read *word*, in small letters, as a numeral of *language*."""
    if language is None or len(word) > MAX_WORD or language not in _READERS:
        return None
    return _read(word, language)


@lru_cache(CACHED_WORDS)
def _read(word: str, language: LanguageCode) -> Numeral | None:
    value = _READERS[language](word)
    return None if value is None else _numeral(value)


def _read_english(word: str) -> float | None:
    return _ENGLISH.get(word)


def _read_russian(word: str) -> float | None:
    found = _RUSSIAN.fullmatch(word)
    if found and found.lastgroup:
        return _RUSSIAN_VALUES[int(found.lastgroup[1:])]
    for prefix, value in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _MIN_AFTER_PREFIX:
            return value
    return None


def _read_kazakh(word: str) -> float | None:
    if word in _KK_PRONOUNS:
        return None
    for stem, value in _KAZAKH:
        if word.startswith(stem) and _KK_ENDING.fullmatch(word, len(stem)):
            return value
    return None


_READERS = {EN: _read_english, RU: _read_russian, KK: _read_kazakh}
