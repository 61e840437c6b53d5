"""Names that a translation lost and others that came in their place.

A name is compared by its consonants in a common spelling, so that Шекспир is Shakespeare
and Қостанай is Kostanay. Only where both texts are left with names that nothing in the
other sounds like, one has been replaced.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from bot.core.models import LanguageCode, Script
from bot.translation.check.plain import SCRIPTS, without_masks

MIN_LETTERS = 4  # of a name; a shorter one has too few consonants
MAX_LETTERS = 40  # longer ones are no words
MIN_SOUNDS = 2
MIN_HEAD_SOUNDS = 3  # so many in common at the start are enough
LIKENESS = 0.6  # of consonants; endings and spellings differ
MAX_NAMES = 40  # compared of a text
MAX_WORDS = 300
CACHED_WORDS = 20_000

_WITHOUT_CAPITALS = frozenset(("de",))  # German: all nouns have them
_SPELLINGS = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "ґ": "g", "д": "d", "е": "e",
        "ё": "o", "є": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "і": "i", "ї": "i", "к": "k",
        "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ў": "u", "ф": "f", "х": "h", "һ": "h",
        "ц": "s", "ч": "c", "ш": "c", "щ": "c", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u",
        "я": "a", "ş": "c", "ç": "c", "ğ": "g", "ñ": "n", "ı": "i", "ö": "o", "ü": "u", "ä": "a",
        "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u",
    }
)  # fmt: skip
_SOUNDS = (
    ("sch", "c"), ("tch", "c"), ("sh", "c"), ("ch", "c"), ("zh", "j"), ("kh", "h"), ("ph", "f"),
    ("th", "t"), ("dj", "j"), ("dg", "j"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("ts", "s"), ("tz", "s"), ("cz", "c"),
)  # fmt: skip
_ALIKE = str.maketrans("zdbvjyg", "stpfcik")  # voiced as voiceless: «Брид», «Breed», «Бриттің»
_SOFT_C = re.compile("c(?=[eiy])")
_VOWELS = re.compile("[aeiouyh']+")
_DOUBLED = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HEAD = re.compile(r"(?:^|[.!?:;«»\"“”„‘()…—–-]|\n)\s*$")
_COMMON_HEADS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december english russia german french chin"
    " president minist govern state unit nation internat univers street north south east west"
    " central great world court council republic board service develop european commi depart"
    " assoc federal general high house department office agency bank secret security supreme"
    " victory independ society justice parliament police chief first second royal school union"
    " понедел вторник сред четверг пятниц суббот воскрес январ феврал март апрел июн июл"
    " август сентябр октябр ноябр декабр президент министр правительств государств национал"
    " международн университет улиц север юж юг восто запад централ велик больш мал верхов"
    " совет республик служб развит европ комитет департамент ассоциац федерал генерал палат"
    " агентств банк безопасност побед независим первы первом родин обществ суд парламент"
    " полици школ союз орган объедин соединенн штат конституц корол народн средиземн"
    " дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі президент министр үкімет мемлекет"
    " ұлттық халықаралық университет көше солтүстік оңтүстік шығыс батыс орталық ұлы үлкен кіші"
    " жоғарғы кеңес республика қызмет даму еуропа комитет департамент қауымдас федерал бас"
    " палата агентт банк қауіпсіздік жеңіс тәуелсіз тұңғыш бірінші отан қоғам сот парламент"
    " полиция мектеп одақ одағ ұйым ұлттар біріккен құрама штат конституция король халық"
    " жерорта басқарма директор"
)
"""How words begin that are in names of days, offices and bodies, but are translated."""

_COMMON_WORD = re.compile(_COMMON_HEADS.replace(" ", "|"))


def has_names(language: LanguageCode | None) -> bool:
    """Whether names stand out by their capitals in texts of the language."""
    if language is None or language in _WITHOUT_CAPITALS:
        return False
    return SCRIPTS.get(language) in {Script.CYRILLIC, Script.LATIN}


def differ(first: str, second: str) -> bool:
    """Whether both texts have names that the other has not."""
    first, second = without_masks(first), without_masks(second)
    return bool(_orphans(first, second)) and bool(_orphans(second, first))


def _orphans(text: str, other: str) -> set[str]:
    """The names of *text* that nothing in *other* sounds like."""
    words = (word for word in _WORD.findall(other)[:MAX_WORDS] if len(word) <= MAX_LETTERS)
    sounds = {sound_of(word) for word in words}
    return {name for name in _names(text) if not _is_heard(sound_of(name), sounds)}


def _names(text: str) -> set[str]:
    """Words with a capital inside a sentence."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match[0]
        if not _is_name(word) or _HEAD.search(text[max(match.start() - 4, 0) : match.start()]):
            continue
        found.append(word)
    return set(found[:MAX_NAMES])


def _is_name(word: str) -> bool:
    """No abbreviation: those are translated by other letters."""
    return (
        word[0].isupper()
        and not word.isupper()
        and MIN_LETTERS <= len(word) <= MAX_LETTERS
        and not _COMMON_WORD.match(word.lower())
        and len(sound_of(word)) >= MIN_SOUNDS
    )


def _is_heard(sound: str, sounds: set[str]) -> bool:
    return sound in sounds or any(_is_like(sound, other) for other in sounds)


def _is_like(first: str, second: str) -> bool:
    if not second:
        return False
    short, long = sorted((first, second), key=len)
    if len(short) >= MIN_HEAD_SOUNDS and long.startswith(short):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= LIKENESS


@lru_cache(CACHED_WORDS)
def sound_of(word: str) -> str:
    """The consonants of *word* in a spelling common to Latin and Cyrillic."""
    low = word.lower()
    spelled = low.translate(_SPELLINGS)
    if spelled == low:  # Latin letters: digraphs, and c before e, i, y
        spelled = _SOFT_C.sub("s", spelled)
        for letters, sound in _SOUNDS:
            spelled = spelled.replace(letters, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", spelled.translate(_ALIKE)))
